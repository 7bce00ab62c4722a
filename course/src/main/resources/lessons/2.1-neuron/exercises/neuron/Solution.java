/// A neuron with a sigmoid.
class Neuron {
  /// The weighted sum with the bias.
  static double sum(double[] weights, double[] inputs, double bias) {
    double sum = bias;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * inputs[i];
    }
    return sum;
  }

  /// The activation.
  static double activation(double[] weights, double[] inputs, double bias) {
    return 1 / (1 + Math.exp(-sum(weights, inputs, bias)));
  }

  /// Whether it says yes.
  static boolean decides(double[] weights, double[] inputs, double bias) {
    return sum(weights, inputs, bias) > 0;
  }
}
