/// Two features of a picture.
class InkFeatures {
  /// The mean brightness.
  static double ink(double[][] x) {
    double sum = 0;
    for (double[] row : x) {
      for (double pixel : row) {
        sum += pixel;
      }
    }
    return sum / (x.length * x[0].length);
  }

  /// How much it is like its mirror image, from 0 to 1.
  static double symmetry(double[][] x) {
    double sum = 0;
    for (double[] row : x) {
      for (int j = 0; j < row.length; j++) {
        sum += Math.abs(row[j] - row[row.length - 1 - j]);
      }
    }
    return 1 - sum / (x.length * x[0].length);
  }
}
