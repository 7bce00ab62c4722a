/// A neuron with a sigmoid.
class Neuron {
  /// The weighted sum with the bias.
  static double sum(double[] weights, double[] inputs, double bias) {
    throw new UnsupportedOperationException("write me");
  }

  /// The activation.
  static double activation(double[] weights, double[] inputs, double bias) {
    throw new UnsupportedOperationException("write me");
  }

  /// Whether it says yes.
  static boolean decides(double[] weights, double[] inputs, double bias) {
    throw new UnsupportedOperationException("write me");
  }
}
