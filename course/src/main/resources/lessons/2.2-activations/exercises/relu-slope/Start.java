/// ReLU, and how steep it is.
class ReluSlope {
  /// max(0, x).
  static double relu(double x) {
    throw new UnsupportedOperationException("write me");
  }

  /// The slope of ReLU at x.
  static double slope(double x) {
    throw new UnsupportedOperationException("write me");
  }

  /// The slope of leaky ReLU at x, whose left side is the line a * x.
  static double leakySlope(double x, double a) {
    throw new UnsupportedOperationException("write me");
  }
}
