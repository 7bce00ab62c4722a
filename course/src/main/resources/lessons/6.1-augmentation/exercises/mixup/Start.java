import gradus.tensor.Tensor;

/// Blends samples and labels.
class Mixup {
  /// The batch, mixed with itself turned round.
  static Tensor mix(Tensor batch, double lambda) {
    throw new UnsupportedOperationException("write me");
  }

  /// The labels [n] as mixed rows [n, classes].
  static Tensor labels(Tensor labels, int classes, double lambda) {
    throw new UnsupportedOperationException("write me");
  }
}
