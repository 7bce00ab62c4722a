import gradus.tensor.Tensor;

/// Batch normalisation, as in training.
class BatchNorm {
  static final double EPSILON = 1e-5;

  /// The normalised batch; gamma and beta have one number a column.
  static Tensor normalise(Tensor x, Tensor gamma, Tensor beta) {
    throw new UnsupportedOperationException("write me");
  }

  /// The running mean after a batch.
  static Tensor running(Tensor running, Tensor batchMean, double m) {
    throw new UnsupportedOperationException("write me");
  }
}
