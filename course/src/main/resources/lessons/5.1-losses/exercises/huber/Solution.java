/// Huber's loss of an error.
class Huber {
  static double loss(double error, double delta) {
    double size = Math.abs(error);
    return size <= delta ? error * error / 2 : delta * (size - delta / 2);
  }

  /// The slope of the loss.
  static double slope(double error, double delta) {
    return Math.max(-delta, Math.min(delta, error));
  }
}
