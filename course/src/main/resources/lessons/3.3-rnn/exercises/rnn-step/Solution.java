/// A recurrent network whose state is one number.
class RnnStep {
  static double step(double x, double h, double w, double u, double b) {
    return Math.tanh(w * x + u * h + b);
  }

  /// The state after each input, from 0.
  static double[] run(double[] x, double w, double u, double b) {
    double[] states = new double[x.length];
    double h = 0;
    for (int t = 0; t < x.length; t++) {
      h = step(x[t], h, w, u, b);
      states[t] = h;
    }
    return states;
  }

  /// The slope of the last state with respect to the first.
  static double memory(double[] states, double u) {
    double product = 1;
    for (int t = 1; t < states.length; t++) {
      product *= (1 - states[t] * states[t]) * u;
    }
    return product;
  }
}
