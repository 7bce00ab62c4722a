package gradus.tensor.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The kernels as one would explain them: one loop each, computed in double and rounded once.
///
/// They are the oracle that faster kernels are tested against, and what runs where the Vector API
/// is absent.
public final class PlainKernels implements Kernels {
  /// The kernels; they have no state.
  public PlainKernels() {}

  @Override
  public int vectorBits() {
    return 0;
  }

  @Override
  public int vectorRegisters() {
    return 0;
  }

  @Override
  public void unary(UnaryFunction op, float[] x, int xAt, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i++) {
      y[yAt + i] = (float) Scalars.unary(op, x[xAt + i]);
    }
  }

  @Override
  public void binary(BinaryFunction op, Floats a, Floats b, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i++) {
      y[yAt + i] = (float) Scalars.binary(op, a.element(i), b.element(i));
    }
  }

  @Override
  public void compare(ComparisonFunction op, Floats a, Floats b, boolean[] y, int yAt, int count) {
    for (int i = 0; i < count; i++) {
      y[yAt + i] = Scalars.compare(op, a.element(i), b.element(i));
    }
  }

  @Override
  public void where(Masks c, Floats a, Floats b, float[] y, int yAt, int count) {
    for (int i = 0; i < count; i++) {
      y[yAt + i] = c.element(i) ? a.element(i) : b.element(i);
    }
  }

  @Override
  public void reduceRows(
      ReductionFunction op, float[] x, int xAt, int rows, int columns, float[] y, int yAt) {
    for (int r = 0; r < rows; r++) {
      double result = Scalars.identity(op);
      for (int c = 0; c < columns; c++) {
        result = Scalars.reduce(op, result, x[xAt + r * columns + c]);
      }
      y[yAt + r] = (float) result;
    }
  }

  @Override
  public void reduceColumns(
      ReductionFunction op,
      float[] x,
      int xAt,
      int rows,
      int columns,
      int stride,
      float[] y,
      int yAt) {
    double[] results = new double[columns];
    Arrays.fill(results, Scalars.identity(op));
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        results[c] = Scalars.reduce(op, results[c], x[xAt + r * stride + c]);
      }
    }
    for (int c = 0; c < columns; c++) {
      y[yAt + c] = (float) results[c];
    }
  }

  @Override
  public void softmax(float[] x, int xAt, int rows, int columns, float[] y, int yAt) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * columns;
      double max = max(x, from, columns);
      double sum = sumOfExponentials(x, from, columns, max);
      for (int c = 0; c < columns; c++) {
        y[yAt + r * columns + c] =
            max == Double.NEGATIVE_INFINITY ? 0 : (float) (Math.exp(x[from + c] - max) / sum);
      }
    }
  }

  @Override
  public void logSoftmax(float[] x, int xAt, int rows, int columns, float[] y, int yAt) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * columns;
      double max = max(x, from, columns);
      double logSum = Math.log(sumOfExponentials(x, from, columns, max));
      for (int c = 0; c < columns; c++) {
        y[yAt + r * columns + c] =
            max == Double.NEGATIVE_INFINITY
                ? Float.NEGATIVE_INFINITY
                : (float) (x[from + c] - max - logSum);
      }
    }
  }

  @Override
  public void logSumExp(float[] x, int xAt, int rows, int columns, float[] y, int yAt) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * columns;
      double max = max(x, from, columns);
      y[yAt + r] =
          (float)
              (Double.isInfinite(max)
                  ? max
                  : max + Math.log(sumOfExponentials(x, from, columns, max)));
    }
  }

  @Override
  public void copy(
      float[] x, int xAt, int rows, int columns, int xStride, float[] y, int yAt, int yStride) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(x, xAt + r * xStride, y, yAt + r * yStride, columns);
    }
  }

  @Override
  public void add(RowSums sums, float[] x, int xAt, float[] y, int yAt) {
    for (int r = 0; r < sums.rows().length; r++) {
      int row = yAt + sums.rows()[r];
      for (int i = sums.starts()[r]; i < sums.starts()[r + 1]; i++) {
        int source = xAt + sums.sources()[i];
        for (int j = 0; j < sums.lengths()[r]; j++) {
          if (sums.masks()[sums.maskAt()[i] + j] != 0) {
            y[row + j] += x[source + j];
          }
        }
      }
    }
  }

  @Override
  public void transpose(
      float[] x, int xAt, int rows, int columns, int xStride, float[] y, int yAt, int yStride) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        y[yAt + c * yStride + r] = x[xAt + r * xStride + c];
      }
    }
  }

  @Override
  public void windowMaximum(
      Sliding s, float[] x, int xAt, int @Nullable [] places, float @Nullable [] values, int yAt) {
    WindowMaximum.plane(s, x, xAt, places, values, yAt);
  }

  @Override
  public void gemm(int m, int n, int k, Matrix a, Matrix b, Matrix c, Epilogue epilogue) {
    PlainGemm.multiply(m, n, k, a, b, c, epilogue);
  }

  private static double max(float[] x, int from, int columns) {
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < columns; c++) {
      max = Math.max(max, x[from + c]);
    }
    return max;
  }

  private static double sumOfExponentials(float[] x, int from, int columns, double max) {
    double sum = 0;
    for (int c = 0; c < columns; c++) {
      sum += Math.exp(x[from + c] - max);
    }
    return sum;
  }
}
