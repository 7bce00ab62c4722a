/// Covers a part of a picture.
class Cutout {
  static double[][] cutout(double[][] x, int row, int column, int side) {
    throw new UnsupportedOperationException("write me");
  }

  /// How many pixels of a picture of this height and width are covered.
  static int covered(int height, int width, int row, int column, int side) {
    throw new UnsupportedOperationException("write me");
  }

  /// Whether a place is within the square along one axis.
  static boolean isInside(int place, int centre, int side) {
    throw new UnsupportedOperationException("write me");
  }
}
