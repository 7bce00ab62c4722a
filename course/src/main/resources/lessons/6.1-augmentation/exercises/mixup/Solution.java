import gradus.tensor.DType;
import gradus.tensor.Tensor;

/// Blends samples and labels.
class Mixup {
  /// The batch, mixed with itself turned round.
  static Tensor mix(Tensor batch, double lambda) {
    return batch.times(lambda).plus(batch.flip(0).times(1 - lambda));
  }

  /// The labels [n] as mixed rows [n, classes].
  static Tensor labels(Tensor labels, int classes, double lambda) {
    return mix(labels.oneHot(classes, DType.FLOAT32), lambda);
  }
}
