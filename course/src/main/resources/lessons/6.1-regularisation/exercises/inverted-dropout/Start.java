/// Dropout, as it is done today ("inverted").
class InvertedDropout {
  /// The activations in training: dropped where the random number is below p.
  static double[] train(double[] activations, double[] random, double p) {
    throw new UnsupportedOperationException("write me");
  }

  /// The activations in inference.
  static double[] infer(double[] activations, double p) {
    throw new UnsupportedOperationException("write me");
  }
}
