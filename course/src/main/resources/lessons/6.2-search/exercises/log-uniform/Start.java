/// Values that are spread over orders of magnitude.
class LogUniform {
  /// The value for a number u from 0 to 1.
  static double draw(double a, double b, double u) {
    throw new UnsupportedOperationException("write me");
  }

  /// So many values from a to b, two at least.
  static double[] grid(double a, double b, int n) {
    throw new UnsupportedOperationException("write me");
  }
}
