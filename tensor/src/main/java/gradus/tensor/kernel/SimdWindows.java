package gradus.tensor.kernel;

import static gradus.tensor.kernel.Lanes.COUNT;
import static gradus.tensor.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// The largest number in each window of a row of windows, side by side in the lanes of a vector.
///
/// A lane is a window that begins at its column, whether there is an output for it or not: of
/// windows that lie `stride` apart, every `stride`th lane is kept. So what a place of the window
/// sees is always one piece of memory.
final class SimdWindows {
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, SPECIES.vectorShape());
  private static final IntVector LANES = IntVector.zero(INTS).addIndex(1);

  private static final VectorMask<Float> ALL = SPECIES.maskAll(true);

  private SimdWindows() {}

  /// As [Kernels#windowMaximum].
  static void largest(
      Sliding s, float[] x, int xAt, int @Nullable [] places, float @Nullable [] values, int yAt) {
    Sliding.Side columns = s.columns();
    int starts = (columns.outputs() - 1) * columns.stride() + 1;
    int[] nearest = nearest(columns, starts);
    int[] offsets = offsets(s);
    boolean numbers = areNumbers(x, xAt, s.inputPlane());
    // One for each start of a window.
    var foundPlaces = new int[nearest.length];
    var found = new float[nearest.length];
    int to = yAt;
    for (int r = 0; r < s.rows().outputs(); r++) {
      int top = r * s.rows().stride();
      for (int start = 0; start < starts; start += COUNT) {
        int count = Math.min(COUNT, starts - start);
        if (numbers && seesOnlyInputs(s, top, start, count, x.length - xAt)) {
          int window = top * columns.inputs() + start;
          if (places == null) {
            inside(x, xAt + window, offsets, start, found);
          } else {
            inside(x, xAt, window, offsets, start, foundPlaces, found);
          }
        } else {
          row(s, top, start, count, nearest, x, xAt, foundPlaces, found);
        }
      }
      for (int c = 0; c < columns.outputs() && places != null; c++) {
        places[to + c] = foundPlaces[c * columns.stride()];
      }
      for (int c = 0; c < columns.outputs() && values != null; c++) {
        values[to + c] = found[c * columns.stride()];
      }
      to += columns.outputs();
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

  /// Whether `count` windows side by side see neither padding nor what lies behind the array, where
  /// `room` is what is left of it.
  private static boolean seesOnlyInputs(Sliding s, int top, int start, int count, int room) {
    Sliding.Side rows = s.rows();
    Sliding.Side columns = s.columns();
    int bottom = top + rows.offset(rows.size() - 1);
    int right = start + columns.offset(columns.size() - 1);
    return top + rows.offset(0) >= 0
        && bottom < rows.inputs()
        && start + columns.offset(0) >= 0
        && right + count <= columns.inputs()
        && bottom * columns.inputs() + right + COUNT <= room;
  }

  /// What each place of the window sees, from where the window is.
  private static int[] offsets(Sliding s) {
    var offsets = new int[s.taps()];
    for (int i = 0; i < offsets.length; i++) {
      int u = i / s.columns().size();
      int v = i % s.columns().size();
      offsets[i] = s.rows().offset(u) * s.columns().inputs() + s.columns().offset(v);
    }
    return offsets;
  }

  /// The largest numbers for windows that begin at neighbouring columns and see nothing but
  /// numbers.
  ///
  /// @param xAt where the first of them is
  private static void inside(float[] x, int xAt, int[] offsets, int start, float[] values) {
    FloatVector best = FloatVector.fromArray(SPECIES, x, xAt + offsets[0]);
    for (int i = 1; i < offsets.length; i++) {
      FloatVector value = FloatVector.fromArray(SPECIES, x, xAt + offsets[i]);
      // Not the maximum, which of two zeros takes the positive one.
      best = best.blend(value, value.compare(VectorOperators.GT, best));
    }
    best.intoArray(values, start);
  }

  /// As above, and the places.
  ///
  /// @param window where the first of them is
  private static void inside(
      float[] x, int xAt, int window, int[] offsets, int start, int[] places, float[] values) {
    FloatVector best = FloatVector.fromArray(SPECIES, x, xAt + window + offsets[0]);
    IntVector offset = IntVector.broadcast(INTS, offsets[0]);
    for (int i = 1; i < offsets.length; i++) {
      FloatVector value = FloatVector.fromArray(SPECIES, x, xAt + window + offsets[i]);
      VectorMask<Float> better = value.compare(VectorOperators.GT, best);
      best = best.blend(value, better);
      offset = offset.blend(offsets[i], better.cast(INTS));
    }
    offset.add(LANES).add(window).intoArray(places, start);
    best.intoArray(values, start);
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

  /// The places and numbers for `count` windows that begin at neighbouring columns, whatever they
  /// see.
  private static void row(
      Sliding s,
      int top,
      int start,
      int count,
      int[] nearest,
      float[] x,
      int xAt,
      int[] places,
      float[] values) {
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
    place.intoArray(places, start);
    best.intoArray(values, start);
  }

  /// Where a value is larger than the best so far, or the first not-a-number.
  private static VectorMask<Float> better(FloatVector value, FloatVector best) {
    return value
        .compare(VectorOperators.LE, best)
        .not()
        .and(best.compare(VectorOperators.EQ, best));
  }
}
