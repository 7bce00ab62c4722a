package gradus.tensor.kernel;

import static gradus.tensor.kernel.Lanes.COUNT;
import static gradus.tensor.kernel.Lanes.SPECIES;
import static gradus.tensor.kernel.VectorMath.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Softmax and its logarithm, row by row, with each row's largest element subtracted so that
/// nothing overflows.
///
/// In a row of -infinities nothing is subtracted: its exponentials are zeros, and so is its
/// softmax. Rows that together fit the innermost cache are done as a group, so that narrow rows
/// fill the vectors of the exponential. An exponential does not depend on its position, and a row
/// is added up on its own, so the grouping does not show in the results.
final class SimdSoftmax {
  /// Numbers in a group of rows, or in a piece of a longer row.
  private static final int BLOCK = 4096;

  private SimdSoftmax() {}

  static void softmax(float[] x, int xAt, int rows, int columns, float[] y, int yAt) {
    int group = group(columns);
    for (int r = 0; r < rows; r += group) {
      int height = Math.min(group, rows - r);
      int to = yAt + r * columns;
      for (int i = 0; i < height; i++) {
        int from = xAt + (r + i) * columns;
        float shift = shift(SimdReductions.max(x, from, columns));
        subtract(x, from, columns, shift, y, to + i * columns);
      }
      SimdUnary.run(UnaryFunction.EXP, y, to, y, to, height * columns);
      for (int i = 0; i < height; i++) {
        double sum = SimdReductions.sum(y, to + i * columns, columns);
        scale(y, to + i * columns, columns, sum == 0 ? 0f : (float) (1 / sum));
      }
    }
  }

  static void logSoftmax(float[] x, int xAt, int rows, int columns, float[] y, int yAt) {
    int group = group(columns);
    int size = Math.min(group, rows);
    float[] scratch = new float[Math.min(BLOCK, size * columns)];
    float[] maxima = new float[size];
    double[] sums = new double[size];
    for (int r = 0; r < rows; r += group) {
      int height = Math.min(group, rows - r);
      sums(x, xAt + r * columns, height, columns, scratch, maxima, sums);
      for (int i = 0; i < height; i++) {
        float logarithm = sums[i] == 0 ? 0f : (float) Math.log(sums[i]);
        int row = (r + i) * columns;
        subtract(x, xAt + row, columns, shift(maxima[i]), y, yAt + row);
        subtract(y, yAt + row, columns, logarithm, y, yAt + row);
      }
    }
  }

  static void logSumExp(float[] x, int xAt, int rows, int columns, float[] y, int yAt) {
    int group = group(columns);
    int size = Math.min(group, rows);
    float[] scratch = new float[Math.min(BLOCK, size * columns)];
    float[] maxima = new float[size];
    double[] sums = new double[size];
    for (int r = 0; r < rows; r += group) {
      int height = Math.min(group, rows - r);
      sums(x, xAt + r * columns, height, columns, scratch, maxima, sums);
      for (int i = 0; i < height; i++) {
        float max = maxima[i];
        y[yAt + r + i] = Float.isInfinite(max) ? max : (float) (max + Math.log(sums[i]));
      }
    }
  }

  /// Rows that fit a block; one where none does.
  private static int group(int columns) {
    return Math.max(1, BLOCK / Math.max(1, columns));
  }

  private static float shift(float max) {
    return max == Float.NEGATIVE_INFINITY ? 0f : max;
  }

  /// The largest element of each row, and the sum of its exponentials after subtraction of that.
  private static void sums(
      float[] x, int xAt, int rows, int columns, float[] scratch, float[] maxima, double[] sums) {
    for (int r = 0; r < rows; r++) {
      maxima[r] = SimdReductions.max(x, xAt + r * columns, columns);
      sums[r] = 0;
    }
    for (int c = 0; c < columns; c += BLOCK) {
      int width = Math.min(BLOCK, columns - c);
      for (int r = 0; r < rows; r++) {
        subtract(x, xAt + r * columns + c, width, shift(maxima[r]), scratch, r * width);
      }
      SimdUnary.run(UnaryFunction.EXP, scratch, 0, scratch, 0, rows * width);
      for (int r = 0; r < rows; r++) {
        sums[r] += SimdReductions.sum(scratch, r * width, width);
      }
    }
  }

  private static void scale(float[] y, int to, int count, float factor) {
    int i = 0;
    for (; i <= count - COUNT; i += COUNT) {
      load(y, to + i).mul(factor).intoArray(y, to + i);
    }
    if (i < count) {
      VectorMask<Float> inside = SPECIES.indexInRange(i, count);
      FloatVector.fromArray(SPECIES, y, to + i, inside).mul(factor).intoArray(y, to + i, inside);
    }
  }

  private static void subtract(float[] x, int from, int count, float number, float[] y, int to) {
    int i = 0;
    for (; i <= count - COUNT; i += COUNT) {
      load(x, from + i).sub(number).intoArray(y, to + i);
    }
    if (i < count) {
      VectorMask<Float> inside = SPECIES.indexInRange(i, count);
      FloatVector.fromArray(SPECIES, x, from + i, inside).sub(number).intoArray(y, to + i, inside);
    }
  }
}
