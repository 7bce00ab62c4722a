import gradus.tensor.Tensor;

/// Batch normalisation, as in training.
class BatchNorm {
  static final double EPSILON = 1e-5;

  /// The normalised batch; gamma and beta have one number a column.
  static Tensor normalise(Tensor x, Tensor gamma, Tensor beta) {
    Tensor deviation = x.variance(0).plus(EPSILON).sqrt();
    return x.minus(x.mean(0)).dividedBy(deviation).times(gamma).plus(beta);
  }

  /// The running mean after a batch.
  static Tensor running(Tensor running, Tensor batchMean, double m) {
    return running.times(1 - m).plus(batchMean.times(m));
  }
}
