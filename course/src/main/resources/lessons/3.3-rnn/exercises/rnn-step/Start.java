/// A recurrent network whose state is one number.
class RnnStep {
  static double step(double x, double h, double w, double u, double b) {
    throw new UnsupportedOperationException("write me");
  }

  /// The state after each input, from 0.
  static double[] run(double[] x, double w, double u, double b) {
    throw new UnsupportedOperationException("write me");
  }

  /// The slope of the last state with respect to the first.
  static double memory(double[] states, double u) {
    throw new UnsupportedOperationException("write me");
  }
}
