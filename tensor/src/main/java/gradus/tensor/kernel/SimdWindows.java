package gradus.tensor.kernel;

import static gradus.tensor.kernel.Lanes.COUNT;
import static gradus.tensor.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// The largest number in each window of a row of windows, side by side in the lanes of a vector.
///
/// A lane is a window that begins at its column, whether there is an output for it or not, so that
/// what a place of the window sees is always one piece of memory. Of windows that lie `stride`
/// apart, every `stride`th lane is kept.
///
/// Where the stride is even, only the first lane of two counts. Two lanes are then taken as one
/// long: shifted, it gives what the next place of the window sees, without reading it, and
/// narrowed, what is kept.
final class SimdWindows {
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, SPECIES.vectorShape());
  private static final VectorSpecies<Integer> HALF =
      VectorSpecies.of(int.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));
  private static final IntVector LANES = IntVector.zero(INTS).addIndex(1);

  private static final VectorMask<Float> ALL = SPECIES.maskAll(true);

  private SimdWindows() {}

  /// As [Kernels#windowMaximum].
  static void largest(
      Sliding s, float[] x, int xAt, int @Nullable [] places, float @Nullable [] values, int yAt) {
    Sliding.Side columns = s.columns();
    boolean paired = columns.stride() % 2 == 0 && columns.dilation() == 1;
    int apart = paired ? columns.stride() / 2 : columns.stride();
    int starts = (columns.outputs() - 1) * columns.stride() + 1;
    int[] nearest = nearest(columns, starts);
    int[] offsets = offsets(s);
    boolean numbers = areNumbers(x, xAt, s.inputPlane());
    // Of a row: one for each start of a window, or for every second one.
    var foundPlaces = new int[nearest.length];
    var found = new float[nearest.length];
    for (int r = 0; r < s.rows().outputs(); r++) {
      int top = r * s.rows().stride();
      int end = numbers ? endOfInputs(s, top, starts, x.length - xAt) : 0;
      for (int start = 0; start < starts; start += COUNT) {
        int window = top * columns.inputs() + start;
        int lane = paired ? start / 2 : start;
        if (start + columns.offset(0) < 0 || start >= end) {
          int count = Math.min(COUNT, starts - start);
          anything(s, top, start, count, nearest, x, xAt, paired, foundPlaces, found, lane);
        } else if (places == null) {
          numbers(x, xAt + window, offsets, columns.size(), paired, found, lane);
        } else {
          numbers(x, xAt, window, offsets, columns.size(), paired, foundPlaces, found, lane);
        }
      }
      int to = yAt + r * columns.outputs();
      if (places != null && apart == 1) {
        System.arraycopy(foundPlaces, 0, places, to, columns.outputs());
      } else if (places != null) {
        for (int c = 0; c < columns.outputs(); c++) {
          places[to + c] = foundPlaces[c * apart];
        }
      }
      if (values != null && apart == 1) {
        System.arraycopy(found, 0, values, to, columns.outputs());
      } else if (values != null) {
        for (int c = 0; c < columns.outputs(); c++) {
          values[to + c] = found[c * apart];
        }
      }
    }
  }

  private static boolean areNumbers(float[] x, int at, int count) {
    VectorMask<Float> not = SPECIES.maskAll(false);
    int whole = SPECIES.loopBound(count);
    for (int i = 0; i < whole; i += COUNT) {
      FloatVector value = FloatVector.fromArray(SPECIES, x, at + i);
      not = not.or(value.compare(VectorOperators.NE, value));
    }
    boolean numbers = !not.anyTrue();
    for (int i = whole; i < count; i++) {
      numbers &= !Float.isNaN(x[at + i]);
    }
    return numbers;
  }

  /// What each place of the window sees, from where the window is.
  private static int[] offsets(Sliding s) {
    var offsets = new int[s.taps()];
    int i = 0;
    for (int u = 0; u < s.rows().size(); u++) {
      for (int v = 0; v < s.columns().size(); v++) {
        offsets[i++] = s.rows().offset(u) * s.columns().inputs() + s.columns().offset(v);
      }
    }
    return offsets;
  }

  /// The first column that each window sees: its choice where all that it sees is -infinity.
  private static int[] nearest(Sliding.Side columns, int starts) {
    var nearest = new int[starts + COUNT];
    for (int start = 0; start < starts; start++) {
      nearest[start] = firstSeen(columns, start);
    }
    return nearest;
  }

  private static int firstSeen(Sliding.Side side, int start) {
    int at = start + side.offset(0);
    return at >= 0 ? at : Math.floorMod(at, side.dilation());
  }

  /// Where those vectors of windows end that see neither padding, but for that on the left, nor
  /// what lies behind the array, where `room` is what is left of it.
  private static int endOfInputs(Sliding s, int top, int starts, int room) {
    Sliding.Side rows = s.rows();
    int bottom = top + rows.offset(rows.size() - 1);
    if (top + rows.offset(0) < 0 || bottom >= rows.inputs()) {
      return 0;
    }
    int width = s.columns().inputs();
    int right = s.columns().offset(s.columns().size() - 1);
    int end = starts + right > width ? width - right - COUNT + 1 : starts;
    return Math.min(end, room - bottom * width - right - COUNT + 1);
  }

  /// The largest numbers for windows that begin at neighbouring columns and see nothing but
  /// numbers.
  ///
  /// @param xAt where the first of them is
  /// @param width of a window
  /// @param lane where they are found
  private static void numbers(
      float[] x, int xAt, int[] offsets, int width, boolean paired, float[] values, int lane) {
    FloatVector value = FloatVector.fromArray(SPECIES, x, xAt + offsets[0]);
    FloatVector best = value;
    int column = 1;
    for (int i = 1; i < offsets.length; i++) {
      column = column == width ? 0 : column;
      if (paired && column % 2 != 0) {
        value = next(value);
      } else {
        value = FloatVector.fromArray(SPECIES, x, xAt + offsets[i]);
      }
      column++;
      // Not the maximum, which of two zeros takes the positive one.
      best = best.blend(value, value.compare(VectorOperators.GT, best));
    }
    store(best, paired, values, lane);
  }

  /// As above, and the places.
  ///
  /// @param window where the first of them is
  private static void numbers(
      float[] x,
      int xAt,
      int window,
      int[] offsets,
      int width,
      boolean paired,
      int[] places,
      float[] values,
      int lane) {
    FloatVector value = FloatVector.fromArray(SPECIES, x, xAt + window + offsets[0]);
    FloatVector best = value;
    IntVector offset = IntVector.broadcast(INTS, offsets[0]);
    int column = 1;
    for (int i = 1; i < offsets.length; i++) {
      column = column == width ? 0 : column;
      if (paired && column % 2 != 0) {
        value = next(value);
      } else {
        value = FloatVector.fromArray(SPECIES, x, xAt + window + offsets[i]);
      }
      column++;
      VectorMask<Float> better = value.compare(VectorOperators.GT, best);
      best = best.blend(value, better);
      offset = offset.blend(offsets[i], better.cast(INTS));
    }
    store(offset.add(LANES).add(window), paired, places, lane);
    store(best, paired, values, lane);
  }

  /// What the next place of a window sees, in the first lane of two.
  private static FloatVector next(FloatVector value) {
    return value.reinterpretAsLongs().lanewise(VectorOperators.LSHR, 32).reinterpretAsFloats();
  }

  private static void store(FloatVector found, boolean paired, float[] values, int lane) {
    if (paired) {
      found
          .reinterpretAsLongs()
          .convertShape(VectorOperators.L2I, HALF, 0)
          .reinterpretAsFloats()
          .intoArray(values, lane);
    } else {
      found.intoArray(values, lane);
    }
  }

  private static void store(IntVector found, boolean paired, int[] places, int lane) {
    if (paired) {
      ((IntVector) found.reinterpretAsLongs().convertShape(VectorOperators.L2I, HALF, 0))
          .intoArray(places, lane);
    } else {
      found.intoArray(places, lane);
    }
  }

  /// The places and numbers for `count` windows that begin at neighbouring columns, whatever they
  /// see.
  private static void anything(
      Sliding s,
      int top,
      int start,
      int count,
      int[] nearest,
      float[] x,
      int xAt,
      boolean paired,
      int[] places,
      float[] values,
      int lane) {
    int width = s.columns().inputs();
    FloatVector best = VectorMath.broadcast(Float.NEGATIVE_INFINITY);
    IntVector place =
        IntVector.fromArray(INTS, nearest, start).add(firstSeen(s.rows(), top) * width);
    for (int u = 0; u < s.rows().size(); u++) {
      int row = top + s.rows().offset(u);
      if (row < 0 || row >= s.rows().inputs()) {
        continue;
      }
      for (int v = 0; v < s.columns().size(); v++) {
        int column = start + s.columns().offset(v);
        int at = row * width + column;
        // Lanes beyond the count may see what they should not: they are not read.
        boolean free = column >= 0 && column + count <= width && xAt + at + COUNT <= x.length;
        VectorMask<Float> inside = free ? ALL : SPECIES.indexInRange(column, width);
        FloatVector value = FloatVector.fromArray(SPECIES, x, xAt + at, inside);
        VectorMask<Float> better = better(value, best).and(inside);
        best = best.blend(value, better);
        place = place.blend(LANES.add(at), better.cast(INTS));
      }
    }
    store(place, paired, places, lane);
    store(best, paired, values, lane);
  }

  /// Where a value is larger than the best so far, or the first not-a-number.
  private static VectorMask<Float> better(FloatVector value, FloatVector best) {
    return value
        .compare(VectorOperators.LE, best)
        .not()
        .and(best.compare(VectorOperators.EQ, best));
  }
}
