/// A network with one hidden layer.
class ForwardPass {
  /// The sum of each neuron: weights[i][j] leads from input i to neuron j.
  static double[] layer(double[] x, double[][] weights, double[] bias) {
    double[] sums = bias.clone();
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += x[i] * weights[i][j];
      }
    }
    return sums;
  }

  /// Two layers with ReLU between them.
  static double[] forward(double[] x, double[][] w, double[] b, double[][] v, double[] c) {
    double[] h = layer(x, w, b);
    for (int j = 0; j < h.length; j++) {
      h[j] = Math.max(0, h[j]);
    }
    return layer(h, v, c);
  }
}
