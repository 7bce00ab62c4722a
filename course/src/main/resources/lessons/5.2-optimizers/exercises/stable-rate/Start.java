/// How large a learning rate may be.
class StableRate {
  /// What a step multiplies the distance to the floor of a parabola by.
  static double factor(double rate, double curvature) {
    throw new UnsupportedOperationException("write me");
  }

  /// The rate below which gradient descent settles.
  static double largest(double curvature) {
    throw new UnsupportedOperationException("write me");
  }

  /// The largest eigenvalue of the matrix with the rows a, b and b, c.
  static double steepest(double a, double b, double c) {
    throw new UnsupportedOperationException("write me");
  }
}
