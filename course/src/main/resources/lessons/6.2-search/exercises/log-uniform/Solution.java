/// Values that are spread over orders of magnitude.
class LogUniform {
  /// The value for a number u from 0 to 1.
  static double draw(double a, double b, double u) {
    return Math.exp(Math.log(a) + u * (Math.log(b) - Math.log(a)));
  }

  /// So many values from a to b, two at least.
  static double[] grid(double a, double b, int n) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = draw(a, b, (double) i / (n - 1));
    }
    return values;
  }
}
