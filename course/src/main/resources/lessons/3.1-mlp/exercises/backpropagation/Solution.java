/// A network of one hidden neuron, whose parameters are w, b and v.
class Backpropagation {
  static double loss(double[] p, double x, double t) {
    double y = p[2] * Math.tanh(p[0] * x + p[1]);
    return (y - t) * (y - t) / 2;
  }

  /// The gradient of the loss: that of w, of b, and of v.
  static double[] gradient(double[] p, double x, double t) {
    double h = Math.tanh(p[0] * x + p[1]);
    double y = p[2] * h;
    double dy = y - t;
    double dz = dy * p[2] * (1 - h * h);
    return new double[] {dz * x, dz, dy * h};
  }
}
