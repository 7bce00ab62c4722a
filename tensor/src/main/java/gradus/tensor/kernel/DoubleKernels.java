package gradus.tensor.kernel;

import java.util.Arrays;

/// The same functions as [Kernels], in double precision: what gradients are checked with.
///
/// Plain loops on the calling thread; the meaning of the arguments is that of [Kernels].
public final class DoubleKernels {
  private DoubleKernels() {}

  /// `y[i] = op(x[i])`
  public static void unary(UnaryFunction op, double[] x, int xAt, double[] y, int yAt, int count) {
    for (int i = 0; i < count; i++) {
      y[yAt + i] = Scalars.unary(op, x[xAt + i]);
    }
  }

  /// `y[i] = a[i] op b[i]`
  public static void binary(
      BinaryFunction op, Doubles a, Doubles b, double[] y, int yAt, int count) {
    for (int i = 0; i < count; i++) {
      y[yAt + i] = Scalars.binary(op, a.element(i), b.element(i));
    }
  }

  /// `y[i] = a[i] op b[i]`
  public static void compare(
      ComparisonFunction op, Doubles a, Doubles b, boolean[] y, int yAt, int count) {
    for (int i = 0; i < count; i++) {
      y[yAt + i] = Scalars.compare(op, a.element(i), b.element(i));
    }
  }

  /// `y[i] = c[i] ? a[i] : b[i]`
  public static void where(Masks c, Doubles a, Doubles b, double[] y, int yAt, int count) {
    for (int i = 0; i < count; i++) {
      y[yAt + i] = c.element(i) ? a.element(i) : b.element(i);
    }
  }

  /// `y[r] = reduction over c of x[r][c]`, rows being `columns` apart.
  public static void reduceRows(
      ReductionFunction op, double[] x, int xAt, int rows, int columns, double[] y, int yAt) {
    for (int r = 0; r < rows; r++) {
      double result = Scalars.identity(op);
      for (int c = 0; c < columns; c++) {
        result = Scalars.reduce(op, result, x[xAt + r * columns + c]);
      }
      y[yAt + r] = result;
    }
  }

  /// `y[c] = reduction over r of x[r][c]`, rows being `stride` apart.
  public static void reduceColumns(
      ReductionFunction op,
      double[] x,
      int xAt,
      int rows,
      int columns,
      int stride,
      double[] y,
      int yAt) {
    double[] results = new double[columns];
    Arrays.fill(results, Scalars.identity(op));
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        results[c] = Scalars.reduce(op, results[c], x[xAt + r * stride + c]);
      }
    }
    for (int c = 0; c < columns; c++) {
      y[yAt + c] = results[c];
    }
  }

  /// `y[r][c] = e^x[r][c] / sum over j of e^x[r][j]`; zeros for a row of -infinities.
  public static void softmax(double[] x, int xAt, int rows, int columns, double[] y, int yAt) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * columns;
      double max = max(x, from, columns);
      double sum = sumOfExponentials(x, from, columns, max);
      for (int c = 0; c < columns; c++) {
        y[yAt + r * columns + c] =
            max == Double.NEGATIVE_INFINITY ? 0 : Math.exp(x[from + c] - max) / sum;
      }
    }
  }

  /// `y[r][c] = x[r][c] - log(sum over j of e^x[r][j])`; -infinities for a row of them.
  public static void logSoftmax(double[] x, int xAt, int rows, int columns, double[] y, int yAt) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * columns;
      double max = max(x, from, columns);
      double logSum = Math.log(sumOfExponentials(x, from, columns, max));
      for (int c = 0; c < columns; c++) {
        y[yAt + r * columns + c] =
            max == Double.NEGATIVE_INFINITY ? Double.NEGATIVE_INFINITY : x[from + c] - max - logSum;
      }
    }
  }

  /// `y[r] = log(sum over c of e^x[r][c])`
  public static void logSumExp(double[] x, int xAt, int rows, int columns, double[] y, int yAt) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * columns;
      double max = max(x, from, columns);
      y[yAt + r] =
          Double.isInfinite(max) ? max : max + Math.log(sumOfExponentials(x, from, columns, max));
    }
  }

  /// `y[c][r] = x[r][c]`, rows of `x` being `xStride` apart and rows of `y` `yStride`.
  public static void transpose(
      double[] x, int xAt, int rows, int columns, int xStride, double[] y, int yAt, int yStride) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        y[yAt + c * yStride + r] = x[xAt + r * xStride + c];
      }
    }
  }

  /// As [gradus.tensor.kernel.Matrix], of doubles.
  public record Matrix(double[] values, int at, int stride, boolean transposed) {
    double element(int row, int column) {
      return values[at + (transposed ? column * stride + row : row * stride + column)];
    }
  }

  /// `C = A B`, where A is m by k, B is k by n, and C is not transposed.
  public static void gemm(int m, int n, int k, Matrix a, Matrix b, Matrix c) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int l = 0; l < k; l++) {
          sum += a.element(i, l) * b.element(l, j);
        }
        c.values[c.at + i * c.stride + j] = sum;
      }
    }
  }

  private static double max(double[] x, int from, int columns) {
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < columns; c++) {
      max = Math.max(max, x[from + c]);
    }
    return max;
  }

  private static double sumOfExponentials(double[] x, int from, int columns, double max) {
    double sum = 0;
    for (int c = 0; c < columns; c++) {
      sum += Math.exp(x[from + c] - max);
    }
    return sum;
  }
}
