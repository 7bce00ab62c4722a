/// Moves digits to the middle.
class CentreDigit {
  /// Row and column of the centre of mass.
  static double[] centre(double[][] x) {
    double mass = 0;
    double rows = 0;
    double columns = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        mass += x[i][j];
        rows += i * x[i][j];
        columns += j * x[i][j];
      }
    }
    return new double[] {rows / mass, columns / mass};
  }

  /// The picture moved down and to the right, by negative numbers up and to the left.
  static double[][] shift(double[][] x, int down, int right) {
    double[][] y = new double[x.length][x[0].length];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < y[i].length; j++) {
        int row = i - down;
        int column = j - right;
        if (row >= 0 && row < x.length && column >= 0 && column < x[0].length) {
          y[i][j] = x[row][column];
        }
      }
    }
    return y;
  }
}
