/// Dropout, as it is done today ("inverted").
class InvertedDropout {
  /// The activations in training: dropped where the random number is below p.
  static double[] train(double[] activations, double[] random, double p) {
    double[] kept = new double[activations.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = random[i] < p ? 0 : activations[i] / (1 - p);
    }
    return kept;
  }

  /// The activations in inference.
  static double[] infer(double[] activations, double p) {
    return activations.clone();
  }
}
