/// How large a learning rate may be.
class StableRate {
  /// What a step multiplies the distance to the floor of a parabola by.
  static double factor(double rate, double curvature) {
    return 1 - rate * curvature;
  }

  /// The rate below which gradient descent settles.
  static double largest(double curvature) {
    return 2 / curvature;
  }

  /// The largest eigenvalue of the matrix with the rows a, b and b, c.
  static double steepest(double a, double b, double c) {
    double half = (a - c) / 2;
    return (a + c) / 2 + Math.sqrt(half * half + b * b);
  }
}
