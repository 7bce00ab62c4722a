/// The momentum rule, for one parameter.
class Momentum {
  /// The velocity after a step.
  static double velocity(double velocity, double gradient, double beta) {
    throw new UnsupportedOperationException("write me");
  }

  /// The parameter after a step along the new velocity.
  static double step(double parameter, double velocity, double rate) {
    throw new UnsupportedOperationException("write me");
  }

  /// Where the parameter is after some steps on the parabola, from 1.
  static double descend(int steps, double rate, double beta) {
    throw new UnsupportedOperationException("write me");
  }
}
