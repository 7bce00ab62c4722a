/// Huber's loss of an error.
class Huber {
  static double loss(double error, double delta) {
    throw new UnsupportedOperationException("write me");
  }

  /// The slope of the loss.
  static double slope(double error, double delta) {
    throw new UnsupportedOperationException("write me");
  }
}
