import gradus.tensor.Tensor;

/// How right a network is for each group of samples.
class GroupAccuracy {
  static double[] accuracies(Tensor predicted, Tensor labels, int[] groups, int count) {
    throw new UnsupportedOperationException("write me");
  }

  /// The lowest, groups without samples left out.
  static double worst(double[] accuracies) {
    throw new UnsupportedOperationException("write me");
  }
}
