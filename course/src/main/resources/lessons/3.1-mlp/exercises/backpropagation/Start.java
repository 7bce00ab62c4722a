/// A network of one hidden neuron, whose parameters are w, b and v.
class Backpropagation {
  static double loss(double[] p, double x, double t) {
    double y = p[2] * Math.tanh(p[0] * x + p[1]);
    return (y - t) * (y - t) / 2;
  }

  /// The gradient of the loss: that of w, of b, and of v.
  static double[] gradient(double[] p, double x, double t) {
    throw new UnsupportedOperationException("write me");
  }
}
