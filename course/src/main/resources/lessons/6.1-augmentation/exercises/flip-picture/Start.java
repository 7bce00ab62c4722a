/// Changes of a picture that may keep its label.
class FlipPicture {
  static double[][] mirror(double[][] x) {
    throw new UnsupportedOperationException("write me");
  }

  /// Whether a digit is still the same when it is mirrored.
  static boolean survives(int digit) {
    throw new UnsupportedOperationException("write me");
  }

  static double[][] brighten(double[][] x, double factor) {
    throw new UnsupportedOperationException("write me");
  }
}
