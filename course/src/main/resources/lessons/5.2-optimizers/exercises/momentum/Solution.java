/// The momentum rule, for one parameter.
class Momentum {
  /// The velocity after a step.
  static double velocity(double velocity, double gradient, double beta) {
    return beta * velocity + gradient;
  }

  /// The parameter after a step along the new velocity.
  static double step(double parameter, double velocity, double rate) {
    return parameter - rate * velocity;
  }

  /// Where the parameter is after some steps on the parabola, from 1.
  static double descend(int steps, double rate, double beta) {
    double parameter = 1;
    double velocity = 0;
    for (int i = 0; i < steps; i++) {
      velocity = velocity(velocity, parameter, beta);
      parameter = step(parameter, velocity, rate);
    }
    return parameter;
  }
}
