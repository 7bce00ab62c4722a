package gradus.tensor.kernel;

import static gradus.tensor.kernel.Lanes.COUNT;
import static gradus.tensor.kernel.Lanes.SPECIES;
import static gradus.tensor.kernel.VectorMath.broadcast;
import static gradus.tensor.kernel.VectorMath.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/// Reductions of the rows of a matrix.
///
/// A row is cut into blocks. In a block each of four times [#LANES] lanes is a running result of
/// its own, whatever the length of a vector, so that all give the same bits; the lanes are combined
/// as a balanced tree, and the results of the blocks in double. So a sum of a million numbers loses
/// no more than a sum of a hundred, and the order depends on the length of the row alone. The lanes
/// of a sum are never combined by [FloatVector#reduceLanes], which leaves the order of its
/// additions open.
final class SimdReductions {
  private static final int BLOCK = 4096;

  /// Floats in the longest vector, for which all vectors add up.
  private static final int LANES = 16;

  private static final VectorShuffle<Float> BY_8 = rotation(8);
  private static final VectorShuffle<Float> BY_4 = rotation(4);
  private static final VectorShuffle<Float> BY_2 = rotation(2);

  private SimdReductions() {}

  static void rows(
      ReductionFunction op, float[] x, int xAt, int rows, int columns, float[] y, int yAt) {
    for (int r = 0; r < rows; r++) {
      y[yAt + r] = row(op, x, xAt + r * columns, columns);
    }
  }

  private static float row(ReductionFunction op, float[] x, int from, int columns) {
    return switch (op) {
      case SUM -> (float) sum(x, from, columns);
      case PRODUCT -> (float) product(x, from, columns);
      case MAX -> max(x, from, columns);
      case MIN -> min(x, from, columns);
    };
  }

  static double sum(float[] x, int from, int count) {
    double total = 0;
    for (int i = 0; i < count; i += BLOCK) {
      total += sumOfBlock(x, from + i, Math.min(BLOCK, count - i));
    }
    return total;
  }

  static float max(float[] x, int from, int count) {
    FloatVector a = broadcast(Float.NEGATIVE_INFINITY);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    int i = 0;
    for (; i <= count - 4 * COUNT; i += 4 * COUNT) {
      a = a.max(load(x, from + i));
      b = b.max(load(x, from + i + COUNT));
      c = c.max(load(x, from + i + 2 * COUNT));
      d = d.max(load(x, from + i + 3 * COUNT));
    }
    for (; i <= count - COUNT; i += COUNT) {
      a = a.max(load(x, from + i));
    }
    if (i < count) {
      b = b.max(rest(x, from + i, SPECIES.indexInRange(i, count), Float.NEGATIVE_INFINITY));
    }
    return a.max(b).max(c.max(d)).reduceLanes(VectorOperators.MAX);
  }

  private static float min(float[] x, int from, int count) {
    FloatVector a = broadcast(Float.POSITIVE_INFINITY);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    int i = 0;
    for (; i <= count - 4 * COUNT; i += 4 * COUNT) {
      a = a.min(load(x, from + i));
      b = b.min(load(x, from + i + COUNT));
      c = c.min(load(x, from + i + 2 * COUNT));
      d = d.min(load(x, from + i + 3 * COUNT));
    }
    for (; i <= count - COUNT; i += COUNT) {
      a = a.min(load(x, from + i));
    }
    if (i < count) {
      b = b.min(rest(x, from + i, SPECIES.indexInRange(i, count), Float.POSITIVE_INFINITY));
    }
    return a.min(b).min(c.min(d)).reduceLanes(VectorOperators.MIN);
  }

  // In double throughout: products leave the range of float halfway more often than at their end.
  private static double product(float[] x, int from, int count) {
    double product = 1;
    for (int i = 0; i < count; i++) {
      product *= x[from + i];
    }
    return product;
  }

  private static float sumOfBlock(float[] x, int from, int count) {
    FloatVector s =
        switch (COUNT) {
          case LANES -> sumOfAll(x, from, count);
          case LANES / 2 -> sumOfHalves(x, from, count, 0);
          default -> sumOfHalves(x, from, count, 0).add(sumOfHalves(x, from, count, COUNT));
        };
    return sumOfLanes(s);
  }

  private static FloatVector sumOfAll(float[] x, int from, int count) {
    FloatVector a = broadcast(0f);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    int i = 0;
    for (; i <= count - 4 * LANES; i += 4 * LANES) {
      a = a.add(load(x, from + i));
      b = b.add(load(x, from + i + LANES));
      c = c.add(load(x, from + i + 2 * LANES));
      d = d.add(load(x, from + i + 3 * LANES));
    }
    for (; i <= count - LANES; i += LANES) {
      a = a.add(load(x, from + i));
    }
    if (i < count) {
      b = b.add(rest(x, from + i, SPECIES.indexInRange(i, count), 0f));
    }
    return a.add(b).add(c.add(d));
  }

  /// Of [#sumOfAll], the lanes of a shorter vector from `lane` on, and those half of all lanes
  /// further on added to them.
  private static FloatVector sumOfHalves(float[] x, int from, int count, int lane) {
    FloatVector a = broadcast(0f);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    FloatVector e = a;
    FloatVector f = a;
    FloatVector g = a;
    FloatVector h = a;
    int first = from + lane;
    int half = first + LANES / 2;
    int i = 0;
    for (; i <= count - 4 * LANES; i += 4 * LANES) {
      a = a.add(load(x, first + i));
      b = b.add(load(x, first + i + LANES));
      c = c.add(load(x, first + i + 2 * LANES));
      d = d.add(load(x, first + i + 3 * LANES));
      e = e.add(load(x, half + i));
      f = f.add(load(x, half + i + LANES));
      g = g.add(load(x, half + i + 2 * LANES));
      h = h.add(load(x, half + i + 3 * LANES));
    }
    for (; i <= count - LANES; i += LANES) {
      a = a.add(load(x, first + i));
      e = e.add(load(x, half + i));
    }
    if (i + lane < count) {
      b = b.add(rest(x, first + i, SPECIES.indexInRange(i + lane, count), 0f));
    }
    if (i + lane + LANES / 2 < count) {
      f = f.add(rest(x, half + i, SPECIES.indexInRange(i + lane + LANES / 2, count), 0f));
    }
    return a.add(b).add(c.add(d)).add(e.add(f).add(g.add(h)));
  }

  /// The elements under the mask, `identity` elsewhere.
  static FloatVector rest(float[] x, int from, VectorMask<Float> inside, float identity) {
    return broadcast(identity).blend(FloatVector.fromArray(SPECIES, x, from, inside), inside);
  }

  /// The lanes of `v` added as a balanced tree.
  private static float sumOfLanes(FloatVector v) {
    FloatVector s = v;
    s = COUNT > 8 ? s.add(s.rearrange(BY_8)) : s;
    s = COUNT > 4 ? s.add(s.rearrange(BY_4)) : s;
    s = COUNT > 2 ? s.add(s.rearrange(BY_2)) : s;
    return s.lane(0) + s.lane(1);
  }

  private static VectorShuffle<Float> rotation(int lanes) {
    return VectorShuffle.iota(SPECIES, lanes % COUNT, 1, true);
  }
}
