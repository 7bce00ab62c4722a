/// L2 regularisation.
class WeightDecay {
  /// The penalty: lambda / 2 times the sum of the squares.
  static double penalty(double[] weights, double lambda) {
    throw new UnsupportedOperationException("write me");
  }

  /// The penalty's gradient.
  static double[] gradient(double[] weights, double lambda) {
    throw new UnsupportedOperationException("write me");
  }

  /// The weights after a step on the penalty alone.
  static double[] decay(double[] weights, double lambda, double rate) {
    throw new UnsupportedOperationException("write me");
  }
}
