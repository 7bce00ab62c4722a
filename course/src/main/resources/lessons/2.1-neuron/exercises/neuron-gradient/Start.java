/// A sigmoid neuron that learns; its parameters are the weights and, at the end, the bias.
class NeuronGradient {
  static double activation(double[] parameters, double[] inputs) {
    double z = parameters[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      z += parameters[i] * inputs[i];
    }
    return 1 / (1 + Math.exp(-z));
  }

  /// The gradient of the cross-entropy for one sample.
  static double[] gradient(double[] parameters, double[] inputs, double target) {
    throw new UnsupportedOperationException("write me");
  }

  /// The parameters after a step on that sample.
  static double[] step(double[] parameters, double[] inputs, double target, double rate) {
    throw new UnsupportedOperationException("write me");
  }
}
