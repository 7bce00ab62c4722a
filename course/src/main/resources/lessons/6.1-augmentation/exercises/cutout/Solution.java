/// Covers a part of a picture.
class Cutout {
  static double[][] cutout(double[][] x, int row, int column, int side) {
    double[][] y = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i].clone();
      for (int j = 0; j < y[i].length; j++) {
        if (isInside(i, row, side) && isInside(j, column, side)) {
          y[i][j] = 0;
        }
      }
    }
    return y;
  }

  /// How many pixels of a picture of this height and width are covered.
  static int covered(int height, int width, int row, int column, int side) {
    int count = 0;
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        count += isInside(i, row, side) && isInside(j, column, side) ? 1 : 0;
      }
    }
    return count;
  }

  /// Whether a place is within the square along one axis.
  static boolean isInside(int place, int centre, int side) {
    int first = centre - side / 2;
    return place >= first && place < first + side;
  }
}
