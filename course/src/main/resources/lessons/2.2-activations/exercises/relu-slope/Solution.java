/// ReLU, and how steep it is.
class ReluSlope {
  /// max(0, x).
  static double relu(double x) {
    return Math.max(0, x);
  }

  /// The slope of ReLU at x.
  static double slope(double x) {
    return x > 0 ? 1 : 0;
  }

  /// The slope of leaky ReLU at x, whose left side is the line a * x.
  static double leakySlope(double x, double a) {
    return x > 0 ? 1 : a;
  }
}
