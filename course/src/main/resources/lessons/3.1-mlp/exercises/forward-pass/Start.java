/// A network with one hidden layer.
class ForwardPass {
  /// The sum of each neuron: weights[i][j] leads from input i to neuron j.
  static double[] layer(double[] x, double[][] weights, double[] bias) {
    throw new UnsupportedOperationException("write me");
  }

  /// Two layers with ReLU between them.
  static double[] forward(double[] x, double[][] w, double[] b, double[][] v, double[] c) {
    throw new UnsupportedOperationException("write me");
  }
}
