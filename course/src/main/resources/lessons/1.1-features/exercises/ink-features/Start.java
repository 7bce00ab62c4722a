/// Two features of a picture.
class InkFeatures {
  /// The mean brightness.
  static double ink(double[][] x) {
    throw new UnsupportedOperationException("write me");
  }

  /// How much it is like its mirror image, from 0 to 1.
  static double symmetry(double[][] x) {
    throw new UnsupportedOperationException("write me");
  }
}
