import gradus.tensor.Tensor;

/// How right a network is for each group of samples.
class GroupAccuracy {
  static double[] accuracies(Tensor predicted, Tensor labels, int[] groups, int count) {
    boolean[] right = predicted.equalTo(labels).toBooleans();
    double[] rights = new double[count];
    int[] all = new int[count];
    for (int i = 0; i < right.length; i++) {
      rights[groups[i]] += right[i] ? 1 : 0;
      all[groups[i]]++;
    }
    for (int group = 0; group < count; group++) {
      rights[group] /= all[group];
    }
    return rights;
  }

  /// The lowest, groups without samples left out.
  static double worst(double[] accuracies) {
    double worst = Double.POSITIVE_INFINITY;
    for (double accuracy : accuracies) {
      if (accuracy < worst) {
        worst = accuracy;
      }
    }
    return worst;
  }
}
