package gradus.tensor.kernel;

import static gradus.tensor.kernel.Lanes.COUNT;
import static gradus.tensor.kernel.Lanes.SPECIES;
import static gradus.tensor.kernel.VectorMath.broadcast;
import static gradus.tensor.kernel.VectorMath.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Softmax and its logarithm, row by row, with each row's largest element subtracted so that nothing overflows.
///
/// In a row of -infinities nothing is subtracted: its exponentials are zeros, and so is its softmax.
final class SimdSoftmax {
  private static final int BLOCK = 1024;

  private SimdSoftmax() {}

  static void softmax(float[] x, int xAt, int rows, int columns, float[] y, int yAt) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * columns;
      int to = yAt + r * columns;
      exponentials(x, from, columns, shift(SimdReductions.max(x, from, columns)), y, to);
      double sum = SimdReductions.sum(y, to, columns);
      scale(y, to, columns, sum == 0 ? 0f : (float) (1 / sum));
    }
  }

  static void logSoftmax(float[] x, int xAt, int rows, int columns, float[] y, int yAt) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * columns;
      float shift = shift(SimdReductions.max(x, from, columns));
      double sum = sumOfExponentials(x, from, columns, shift);
      float logarithm = sum == 0 ? 0f : (float) Math.log(sum);
      subtract(x, from, columns, shift, logarithm, y, yAt + r * columns);
    }
  }

  static void logSumExp(float[] x, int xAt, int rows, int columns, float[] y, int yAt) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * columns;
      float max = SimdReductions.max(x, from, columns);
      y[yAt + r] =
          Float.isInfinite(max)
              ? max
              : (float) (max + Math.log(sumOfExponentials(x, from, columns, max)));
    }
  }

  private static float shift(float max) {
    return max == Float.NEGATIVE_INFINITY ? 0f : max;
  }

  private static void exponentials(
      float[] x, int from, int count, float shift, float[] y, int to) {
    int i = 0;
    for (; i <= count - COUNT; i += COUNT) {
      VectorMath.exp(load(x, from + i).sub(shift)).intoArray(y, to + i);
    }
    if (i < count) {
      VectorMask<Float> inside = SPECIES.indexInRange(i, count);
      FloatVector v = FloatVector.fromArray(SPECIES, x, from + i, inside);
      VectorMath.exp(v.sub(shift)).intoArray(y, to + i, inside);
    }
  }

  private static double sumOfExponentials(float[] x, int from, int count, float shift) {
    double total = 0;
    for (int i = 0; i < count; i += BLOCK) {
      total += sumOfBlock(x, from + i, Math.min(BLOCK, count - i), shift);
    }
    return total;
  }

  private static float sumOfBlock(float[] x, int from, int count, float shift) {
    FloatVector sum = broadcast(0f);
    int i = 0;
    for (; i <= count - COUNT; i += COUNT) {
      sum = sum.add(VectorMath.exp(load(x, from + i).sub(shift)));
    }
    if (i < count) {
      VectorMask<Float> inside = SPECIES.indexInRange(i, count);
      FloatVector v =
          SimdReductions.rest(x, from + i, inside, Float.NEGATIVE_INFINITY).sub(shift);
      sum = sum.add(VectorMath.exp(v));
    }
    return SimdReductions.sumOfLanes(sum);
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

  private static void subtract(
      float[] x, int from, int count, float shift, float logarithm, float[] y, int to) {
    int i = 0;
    for (; i <= count - COUNT; i += COUNT) {
      load(x, from + i).sub(shift).sub(logarithm).intoArray(y, to + i);
    }
    if (i < count) {
      VectorMask<Float> inside = SPECIES.indexInRange(i, count);
      FloatVector v = FloatVector.fromArray(SPECIES, x, from + i, inside);
      v.sub(shift).sub(logarithm).intoArray(y, to + i, inside);
    }
  }
}
