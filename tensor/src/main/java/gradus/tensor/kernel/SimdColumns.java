package gradus.tensor.kernel;

import static gradus.tensor.kernel.Lanes.COUNT;
import static gradus.tensor.kernel.Lanes.SPECIES;
import static gradus.tensor.kernel.VectorMath.broadcast;
import static gradus.tensor.kernel.VectorMath.load;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Reductions of the columns of a matrix.
///
/// Columns are done in strips of a few vectors, which walk down the rows. A sum is cut into blocks
/// of rows: floats within a block, doubles from block to block. The order depends on the number of
/// rows alone.
final class SimdColumns {
  /// Columns that are added up together.
  private static final int STRIP = 4 * COUNT;

  private static final int BLOCK = 128;

  private SimdColumns() {}

  static void reduce(
      ReductionFunction op,
      float[] x,
      int xAt,
      int rows,
      int columns,
      int stride,
      float[] y,
      int yAt) {
    if (op == ReductionFunction.SUM && rows > BLOCK) {
      longSum(x, xAt, rows, columns, stride, y, yAt);
    } else if (op == ReductionFunction.SUM) {
      shortSum(x, xAt, rows, columns, stride, y, yAt);
    } else {
      others(op, x, xAt, rows, columns, stride, y, yAt);
    }
  }

  private static void others(
      ReductionFunction op,
      float[] x,
      int xAt,
      int rows,
      int columns,
      int stride,
      float[] y,
      int yAt) {
    int c = 0;
    for (; c <= columns - STRIP && op == ReductionFunction.MAX; c += STRIP) {
      maxOfStrip(x, xAt + c, rows, stride, y, yAt + c);
    }
    for (; c <= columns - STRIP && op == ReductionFunction.MIN; c += STRIP) {
      minOfStrip(x, xAt + c, rows, stride, y, yAt + c);
    }
    for (; c < columns; c += COUNT) {
      narrow(op, x, xAt + c, rows, stride, SPECIES.indexInRange(c, columns), y, yAt + c);
    }
  }

  private static void narrow(
      ReductionFunction op,
      float[] x,
      int from,
      int rows,
      int stride,
      VectorMask<Float> inside,
      float[] y,
      int yAt) {
    switch (op) {
      case SUM -> sum(x, from, rows, stride, inside, y, yAt);
      case PRODUCT -> product(x, from, rows, stride, inside, y, yAt);
      case MAX -> max(x, from, rows, stride, inside, y, yAt);
      case MIN -> min(x, from, rows, stride, inside, y, yAt);
    }
  }

  private static void longSum(
      float[] x, int xAt, int rows, int columns, int stride, float[] y, int yAt) {
    int width = Math.min(columns, STRIP);
    float[] part = new float[width];
    double[] totals = new double[width];
    for (int c = 0; c < columns; c += STRIP) {
      int size = Math.min(STRIP, columns - c);
      Arrays.fill(totals, 0);
      for (int r = 0; r < rows; r += BLOCK) {
        shortSum(x, xAt + r * stride + c, Math.min(BLOCK, rows - r), size, stride, part, 0);
        for (int i = 0; i < size; i++) {
          totals[i] += part[i];
        }
      }
      for (int i = 0; i < size; i++) {
        y[yAt + c + i] = (float) totals[i];
      }
    }
  }

  private static void shortSum(
      float[] x, int xAt, int rows, int columns, int stride, float[] y, int yAt) {
    int c = 0;
    for (; c <= columns - STRIP; c += STRIP) {
      sumOfStrip(x, xAt + c, rows, stride, y, yAt + c);
    }
    for (; c < columns; c += COUNT) {
      sum(x, xAt + c, rows, stride, SPECIES.indexInRange(c, columns), y, yAt + c);
    }
  }

  private static void sumOfStrip(float[] x, int from, int rows, int stride, float[] y, int yAt) {
    FloatVector a = broadcast(0f);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    for (int r = 0, at = from; r < rows; r++, at += stride) {
      a = a.add(load(x, at));
      b = b.add(load(x, at + COUNT));
      c = c.add(load(x, at + 2 * COUNT));
      d = d.add(load(x, at + 3 * COUNT));
    }
    a.intoArray(y, yAt);
    b.intoArray(y, yAt + COUNT);
    c.intoArray(y, yAt + 2 * COUNT);
    d.intoArray(y, yAt + 3 * COUNT);
  }

  private static void maxOfStrip(float[] x, int from, int rows, int stride, float[] y, int yAt) {
    FloatVector a = broadcast(Float.NEGATIVE_INFINITY);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    for (int r = 0, at = from; r < rows; r++, at += stride) {
      a = a.max(load(x, at));
      b = b.max(load(x, at + COUNT));
      c = c.max(load(x, at + 2 * COUNT));
      d = d.max(load(x, at + 3 * COUNT));
    }
    a.intoArray(y, yAt);
    b.intoArray(y, yAt + COUNT);
    c.intoArray(y, yAt + 2 * COUNT);
    d.intoArray(y, yAt + 3 * COUNT);
  }

  private static void minOfStrip(float[] x, int from, int rows, int stride, float[] y, int yAt) {
    FloatVector a = broadcast(Float.POSITIVE_INFINITY);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    for (int r = 0, at = from; r < rows; r++, at += stride) {
      a = a.min(load(x, at));
      b = b.min(load(x, at + COUNT));
      c = c.min(load(x, at + 2 * COUNT));
      d = d.min(load(x, at + 3 * COUNT));
    }
    a.intoArray(y, yAt);
    b.intoArray(y, yAt + COUNT);
    c.intoArray(y, yAt + 2 * COUNT);
    d.intoArray(y, yAt + 3 * COUNT);
  }

  private static void sum(
      float[] x, int from, int rows, int stride, VectorMask<Float> inside, float[] y, int yAt) {
    FloatVector v = broadcast(0f);
    for (int r = 0, at = from; r < rows; r++, at += stride) {
      v = v.add(FloatVector.fromArray(SPECIES, x, at, inside));
    }
    v.intoArray(y, yAt, inside);
  }

  private static void product(
      float[] x, int from, int rows, int stride, VectorMask<Float> inside, float[] y, int yAt) {
    FloatVector v = broadcast(1f);
    for (int r = 0, at = from; r < rows; r++, at += stride) {
      v = v.mul(FloatVector.fromArray(SPECIES, x, at, inside));
    }
    v.intoArray(y, yAt, inside);
  }

  private static void max(
      float[] x, int from, int rows, int stride, VectorMask<Float> inside, float[] y, int yAt) {
    FloatVector v = broadcast(Float.NEGATIVE_INFINITY);
    for (int r = 0, at = from; r < rows; r++, at += stride) {
      v = v.max(FloatVector.fromArray(SPECIES, x, at, inside));
    }
    v.intoArray(y, yAt, inside);
  }

  private static void min(
      float[] x, int from, int rows, int stride, VectorMask<Float> inside, float[] y, int yAt) {
    FloatVector v = broadcast(Float.POSITIVE_INFINITY);
    for (int r = 0, at = from; r < rows; r++, at += stride) {
      v = v.min(FloatVector.fromArray(SPECIES, x, at, inside));
    }
    v.intoArray(y, yAt, inside);
  }
}
