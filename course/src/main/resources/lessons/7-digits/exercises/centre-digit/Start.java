/// Moves digits to the middle.
class CentreDigit {
  /// Row and column of the centre of mass.
  static double[] centre(double[][] x) {
    throw new UnsupportedOperationException("write me");
  }

  /// The picture moved down and to the right, by negative numbers up and to the left.
  static double[][] shift(double[][] x, int down, int right) {
    throw new UnsupportedOperationException("write me");
  }
}
