/// L2 regularisation.
class WeightDecay {
  /// The penalty: lambda / 2 times the sum of the squares.
  static double penalty(double[] weights, double lambda) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight * weight;
    }
    return lambda / 2 * sum;
  }

  /// The penalty's gradient.
  static double[] gradient(double[] weights, double lambda) {
    double[] gradient = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      gradient[i] = lambda * weights[i];
    }
    return gradient;
  }

  /// The weights after a step on the penalty alone.
  static double[] decay(double[] weights, double lambda, double rate) {
    double[] gradient = gradient(weights, lambda);
    double[] next = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      next[i] = weights[i] - rate * gradient[i];
    }
    return next;
  }
}
