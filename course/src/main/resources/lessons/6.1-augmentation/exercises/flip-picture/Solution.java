/// Changes of a picture that may keep its label.
class FlipPicture {
  static double[][] mirror(double[][] x) {
    double[][] y = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      y[i] = new double[x[i].length];
      for (int j = 0; j < y[i].length; j++) {
        y[i][j] = x[i][x[i].length - 1 - j];
      }
    }
    return y;
  }

  /// Whether a digit is still the same when it is mirrored.
  static boolean survives(int digit) {
    return digit == 0 || digit == 1 || digit == 8;
  }

  static double[][] brighten(double[][] x, double factor) {
    double[][] y = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      y[i] = new double[x[i].length];
      for (int j = 0; j < y[i].length; j++) {
        y[i][j] = Math.max(0, Math.min(1, x[i][j] * factor));
      }
    }
    return y;
  }
}
