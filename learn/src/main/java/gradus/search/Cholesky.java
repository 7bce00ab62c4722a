package gradus.search;

import org.jspecify.annotations.Nullable;

/// The lower triangular `L` with `L L' = K` of a symmetric positive definite matrix.
final class Cholesky {
  private final double[][] lower;

  private Cholesky(double[][] lower) {
    this.lower = lower;
  }

  /// The decomposition; null where the matrix is not positive definite as far as its digits go.
  static @Nullable Cholesky of(double[][] matrix) {
    int n = matrix.length;
    double[][] lower = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] row = new double[i + 1];
      lower[i] = row;
      for (int j = 0; j <= i; j++) {
        double[] other = lower[j];
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= row[k] * other[k];
        }
        if (j < i) {
          row[j] = sum / other[j];
        } else if (sum > 0) {
          row[i] = Math.sqrt(sum);
        } else {
          return null;
        }
      }
    }
    return new Cholesky(lower);
  }

  /// `L^-1 b`
  double[] forward(double[] b) {
    double[] x = b.clone();
    for (int i = 0; i < x.length; i++) {
      double[] row = lower[i];
      double sum = x[i];
      for (int k = 0; k < i; k++) {
        sum -= row[k] * x[k];
      }
      x[i] = sum / row[i];
    }
    return x;
  }

  /// `K^-1 b`
  double[] solve(double[] b) {
    double[] x = forward(b);
    for (int i = x.length - 1; i >= 0; i--) {
      double[] row = lower[i];
      x[i] /= row[i];
      for (int k = 0; k < i; k++) {
        x[k] -= row[k] * x[i];
      }
    }
    return x;
  }

  /// `K^-1`, its lower triangle.
  double[][] inverse() {
    int n = lower.length;
    // Row i of M holds column i of L^-1, so that all loops run along rows: K^-1 = M M'.
    double[][] columns = new double[n][n];
    for (int i = 0; i < n; i++) {
      double[] x = columns[i];
      x[i] = 1 / lower[i][i];
      for (int j = i + 1; j < n; j++) {
        double[] row = lower[j];
        double sum = 0;
        for (int k = i; k < j; k++) {
          sum -= row[k] * x[k];
        }
        x[j] = sum / row[j];
      }
    }
    double[][] inverse = new double[n][];
    for (int i = 0; i < n; i++) {
      inverse[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = i; k < n; k++) {
          sum += columns[i][k] * columns[j][k];
        }
        inverse[i][j] = sum;
      }
    }
    return inverse;
  }

  /// `log(det K)`
  double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < lower.length; i++) {
      sum += 2 * Math.log(lower[i][i]);
    }
    return sum;
  }
}
