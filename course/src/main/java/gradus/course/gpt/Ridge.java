package gradus.course.gpt;

import org.jspecify.annotations.Nullable;

/// Ridge regression, which takes in one example after the other: weights `w` that make
///
/// ```
/// sum (y_i - w x_i)² + penalty |w|²
/// ```
///
/// least. Where weights are normal with deviation 1 and answers have noise of variance `penalty`,
/// no method that knows the same examples has a smaller mean square error. With a penalty near 0 it
/// is least squares, of least length where the examples leave the weights open.
///
/// Hoerl and Kennard, *Ridge regression*, 1970.
final class Ridge {
  private final double[][] squares;
  private final double[] products;
  private double @Nullable [] weights;

  Ridge(int inputs, double penalty) {
    squares = new double[inputs][inputs];
    products = new double[inputs];
    for (int i = 0; i < inputs; i++) {
      squares[i][i] = penalty;
    }
  }

  /// Takes in an example.
  void see(double[] x, double y) {
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        squares[i][j] += x[i] * x[j];
      }
      products[i] += x[i] * y;
    }
    weights = null;
  }

  /// The answer for an input.
  double answer(double[] x) {
    double[] w = weights();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += w[i] * x[i];
    }
    return sum;
  }

  /// The weights for all examples so far.
  double[] weights() {
    if (weights == null) {
      weights = solved();
    }
    return weights.clone();
  }

  /// By elimination, which needs no exchange of rows: the matrix is positive definite.
  private double[] solved() {
    int n = products.length;
    double[][] a = new double[n][];
    for (int i = 0; i < n; i++) {
      a[i] = squares[i].clone();
    }
    double[] x = products.clone();
    for (int i = 0; i < n; i++) {
      for (int row = i + 1; row < n; row++) {
        double part = a[row][i] / a[i][i];
        for (int column = i; column < n; column++) {
          a[row][column] -= part * a[i][column];
        }
        x[row] -= part * x[i];
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int column = i + 1; column < n; column++) {
        x[i] -= a[i][column] * x[column];
      }
      x[i] /= a[i][i];
    }
    return x;
  }
}
