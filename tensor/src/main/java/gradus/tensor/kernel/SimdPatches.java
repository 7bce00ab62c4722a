package gradus.tensor.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// [PatchTransforms] on vectors, each of which holds the same place of neighbouring patches.
///
/// So that these lie side by side, even columns of a padded picture are copied apart from odd ones,
/// and, since patches overlap, even rows apart from odd ones: four planes, the first two of even
/// rows.
///
/// The loops are written out: a vector that is handed to a method of ours, rather than of the
/// Vector API, may end up in memory.
final class SimdPatches implements PatchTransforms {
  static final PatchTransforms INSTANCE = new SimdPatches();

  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, SPECIES.vectorShape());
  private static final int LANES = Lanes.COUNT;

  private static final FloatVector ZERO = FloatVector.zero(SPECIES);

  /// Every other lane, twice.
  private static final VectorShuffle<Float> EVEN =
      VectorShuffle.fromOp(SPECIES, lane -> 2 * lane % LANES);

  private static final VectorShuffle<Float> ODD =
      VectorShuffle.fromOp(SPECIES, lane -> (2 * lane + 1) % LANES);

  /// Each lane of a half twice.
  private static final VectorShuffle<Float> LOW = VectorShuffle.fromOp(SPECIES, lane -> lane / 2);

  private static final VectorShuffle<Float> HIGH =
      VectorShuffle.fromOp(SPECIES, lane -> LANES / 2 + lane / 2);

  private static final VectorMask<Float> UPPER_HALF =
      VectorMask.fromLong(SPECIES, -1L << (LANES / 2));
  private static final VectorMask<Float> ODD_LANES =
      VectorMask.fromLong(SPECIES, 0xAAAA_AAAA_AAAA_AAAAL);

  /// All bits for two vectors, none for two. Bits that are kept or cleared, rather than a
  /// VectorMask, which would have to be made.
  private static final int[] BITS = new int[4 * LANES];

  static {
    Arrays.fill(BITS, 0, 2 * LANES, -1);
  }

  private SimdPatches() {}

  @Override
  public int scratch(Sliding s, int rows) {
    return 4 * plane(s, rows) + 2 * LANES;
  }

  /// Numbers in one of the four planes: a row more than there are rows of patches, a column more
  /// than there are patches across, and room for vectors beyond the end.
  private static int plane(Sliding s, int rows) {
    return (rows + 1) * (Winograd.across(s) + 1) + 4 * LANES;
  }

  @Override
  public void windows(float[] weights, int count, float[] to, int at, int step) {
    int w = 0;
    for (; w + LANES <= count; w += LANES) {
      FloatVector a0 = FloatVector.fromArray(SPECIES, weights, w);
      FloatVector a1 = FloatVector.fromArray(SPECIES, weights, w + count);
      FloatVector a2 = FloatVector.fromArray(SPECIES, weights, w + 2 * count);
      FloatVector b0 = FloatVector.fromArray(SPECIES, weights, w + 3 * count);
      FloatVector b1 = FloatVector.fromArray(SPECIES, weights, w + 4 * count);
      FloatVector b2 = FloatVector.fromArray(SPECIES, weights, w + 5 * count);
      FloatVector c0 = FloatVector.fromArray(SPECIES, weights, w + 6 * count);
      FloatVector c1 = FloatVector.fromArray(SPECIES, weights, w + 7 * count);
      FloatVector c2 = FloatVector.fromArray(SPECIES, weights, w + 8 * count);
      int place = at + w;
      a0.intoArray(to, place);
      FloatVector sum = a0.add(a2);
      sum.add(a1).mul(0.5f).intoArray(to, place + step);
      sum.sub(a1).mul(0.5f).intoArray(to, place + 2 * step);
      a2.intoArray(to, place + 3 * step);
      c0.intoArray(to, place + 12 * step);
      sum = c0.add(c2);
      sum.add(c1).mul(0.5f).intoArray(to, place + 13 * step);
      sum.sub(c1).mul(0.5f).intoArray(to, place + 14 * step);
      c2.intoArray(to, place + 15 * step);
      a0 = a0.add(c0);
      a1 = a1.add(c1);
      a2 = a2.add(c2);
      c0 = a0.add(b0).mul(0.5f);
      c1 = a1.add(b1).mul(0.5f);
      c2 = a2.add(b2).mul(0.5f);
      b0 = a0.sub(b0).mul(0.5f);
      b1 = a1.sub(b1).mul(0.5f);
      b2 = a2.sub(b2).mul(0.5f);
      c0.intoArray(to, place + 4 * step);
      sum = c0.add(c2);
      sum.add(c1).mul(0.5f).intoArray(to, place + 5 * step);
      sum.sub(c1).mul(0.5f).intoArray(to, place + 6 * step);
      c2.intoArray(to, place + 7 * step);
      b0.intoArray(to, place + 8 * step);
      sum = b0.add(b2);
      sum.add(b1).mul(0.5f).intoArray(to, place + 9 * step);
      sum.sub(b1).mul(0.5f).intoArray(to, place + 10 * step);
      b2.intoArray(to, place + 11 * step);
    }
    for (; w < count; w++) {
      PlainPatches.window(weights, w, count, to, at + w, step);
    }
  }

  @Override
  public void inputs(Floats x, Patches to) {
    Sliding s = to.sizes();
    int height = s.rows().inputs();
    int width = s.columns().inputs();
    int first = 2 * to.row() - s.rows().before();
    split(x, height, width, first, 2 * to.rows() + 2, s.columns().before(), to);
    int across = to.across();
    int plane = plane(s, to.rows());
    patches(to.values(), to.scratchAt(), plane, across + 1, to.rows(), across, to.at(), to.step());
  }

  /// Copies rows of a picture to the four planes beside patches, with zeros where there is no
  /// picture.
  ///
  /// @param first the first of the rows, which may be there or not
  /// @param before columns of zeros before the picture
  private static void split(
      Floats x, int height, int width, int first, int rows, int before, Patches to) {
    int plane = plane(to.sizes(), to.rows());
    int rowStep = to.across() + 1;
    for (int r = 0; r < rows; r++) {
      int target = to.scratchAt() + r % 2 * 2 * plane + r / 2 * rowStep;
      boolean there = first + r >= 0 && first + r < height;
      int from = x.at() + (first + r) * width;
      split(x.values(), from, there ? width : 0, before, to.values(), target, plane, rowStep);
    }
  }

  /// Copies even columns of a padded row to one plane, odd ones to the next, and zeros up to a
  /// whole row.
  private static void split(
      float[] x, int from, int width, int before, float[] to, int at, int plane, int whole) {
    to[at] = 0;
    to[at + plane] = 0;
    // Column 0 stands at an even place, or at an odd one.
    int evens = at + (before == 1 ? plane : before / 2);
    int odds = at + (before == 1 ? 1 : plane + before / 2);
    int j = 0;
    for (; j + 2 * LANES <= width; j += 2 * LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, from + j);
      FloatVector b = FloatVector.fromArray(SPECIES, x, from + j + LANES);
      a.rearrange(EVEN).blend(b.rearrange(EVEN), UPPER_HALF).intoArray(to, evens + j / 2);
      a.rearrange(ODD).blend(b.rearrange(ODD), UPPER_HALF).intoArray(to, odds + j / 2);
    }
    if (j < width && from + j + 2 * LANES <= x.length) {
      int bits = 2 * LANES - (width - j);
      FloatVector a =
          FloatVector.fromArray(SPECIES, x, from + j)
              .reinterpretAsInts()
              .and(IntVector.fromArray(INTS, BITS, bits))
              .reinterpretAsFloats();
      FloatVector b =
          FloatVector.fromArray(SPECIES, x, from + j + LANES)
              .reinterpretAsInts()
              .and(IntVector.fromArray(INTS, BITS, bits + LANES))
              .reinterpretAsFloats();
      a.rearrange(EVEN).blend(b.rearrange(EVEN), UPPER_HALF).intoArray(to, evens + j / 2);
      a.rearrange(ODD).blend(b.rearrange(ODD), UPPER_HALF).intoArray(to, odds + j / 2);
      j += 2 * LANES;
    } else if (j < width) {
      int end = j + 2 * LANES;
      for (; j < end; j += 2) {
        to[evens + j / 2] = j < width ? x[from + j] : 0;
        to[odds + j / 2] = j + 1 < width ? x[from + j + 1] : 0;
      }
    }
    for (; j / 2 < whole; j += 2 * LANES) {
      ZERO.intoArray(to, evens + j / 2);
      ZERO.intoArray(to, odds + j / 2);
    }
  }

  private static void patches(
      float[] v, int from, int plane, int rowStep, int rows, int across, int to, int step) {
    for (int row = 0; row < rows; row++) {
      for (int t = 0; t < across; t += LANES) {
        int r0 = from + row * rowStep + t;
        int r1 = r0 + 2 * plane;
        int r2 = r0 + rowStep;
        int r3 = r1 + rowStep;
        int at = to + row * across + t;
        FloatVector a0 = FloatVector.fromArray(SPECIES, v, r2);
        FloatVector a1 = FloatVector.fromArray(SPECIES, v, r2 + plane);
        FloatVector a2 = FloatVector.fromArray(SPECIES, v, r2 + 1);
        FloatVector a3 = FloatVector.fromArray(SPECIES, v, r2 + plane + 1);
        FloatVector d0 = FloatVector.fromArray(SPECIES, v, r0).sub(a0);
        FloatVector d1 = FloatVector.fromArray(SPECIES, v, r0 + plane).sub(a1);
        FloatVector d2 = FloatVector.fromArray(SPECIES, v, r0 + 1).sub(a2);
        FloatVector d3 = FloatVector.fromArray(SPECIES, v, r0 + plane + 1).sub(a3);
        d0.sub(d2).intoArray(v, at);
        d1.add(d2).intoArray(v, at + step);
        d2.sub(d1).intoArray(v, at + 2 * step);
        d1.sub(d3).intoArray(v, at + 3 * step);
        FloatVector b0 = FloatVector.fromArray(SPECIES, v, r1);
        FloatVector b1 = FloatVector.fromArray(SPECIES, v, r1 + plane);
        FloatVector b2 = FloatVector.fromArray(SPECIES, v, r1 + 1);
        FloatVector b3 = FloatVector.fromArray(SPECIES, v, r1 + plane + 1);
        d0 = b0.add(a0);
        d1 = b1.add(a1);
        d2 = b2.add(a2);
        d3 = b3.add(a3);
        d0.sub(d2).intoArray(v, at + 4 * step);
        d1.add(d2).intoArray(v, at + 5 * step);
        d2.sub(d1).intoArray(v, at + 6 * step);
        d1.sub(d3).intoArray(v, at + 7 * step);
        d0 = a0.sub(b0);
        d1 = a1.sub(b1);
        d2 = a2.sub(b2);
        d3 = a3.sub(b3);
        d0.sub(d2).intoArray(v, at + 8 * step);
        d1.add(d2).intoArray(v, at + 9 * step);
        d2.sub(d1).intoArray(v, at + 10 * step);
        d1.sub(d3).intoArray(v, at + 11 * step);
        d0 = b0.sub(FloatVector.fromArray(SPECIES, v, r3));
        d1 = b1.sub(FloatVector.fromArray(SPECIES, v, r3 + plane));
        d2 = b2.sub(FloatVector.fromArray(SPECIES, v, r3 + 1));
        d3 = b3.sub(FloatVector.fromArray(SPECIES, v, r3 + plane + 1));
        d0.sub(d2).intoArray(v, at + 12 * step);
        d1.add(d2).intoArray(v, at + 13 * step);
        d2.sub(d1).intoArray(v, at + 14 * step);
        d1.sub(d3).intoArray(v, at + 15 * step);
      }
    }
  }

  @Override
  public boolean outputs(Patches patches, float bias, Floats outputs) {
    Sliding s = patches.sizes();
    int across = patches.across();
    int row = patches.row();
    int rows = patches.rows();
    float[] from = patches.values();
    int at = patches.at();
    int step = patches.step();
    int scratchAt = patches.scratchAt();
    float[] y = outputs.values();
    int yAt = outputs.at();
    int width = s.columns().outputs();
    int height = s.rows().outputs();
    int end = yAt + Math.min(height, 2 * (row + rows)) * width;
    FloatVector finite = ZERO;
    for (int r = 0; r < rows; r++) {
      int upper = yAt + 2 * (row + r) * width;
      boolean two = 2 * (row + r) + 1 < height;
      for (int t = 0; t < across; t += LANES) {
        int m = at + r * across + t;
        FloatVector m1 = FloatVector.fromArray(SPECIES, from, m + 4 * step);
        FloatVector m2 = FloatVector.fromArray(SPECIES, from, m + 8 * step);
        FloatVector a0 = FloatVector.fromArray(SPECIES, from, m).add(m1.add(m2));
        FloatVector b0 = m1.sub(m2).sub(FloatVector.fromArray(SPECIES, from, m + 12 * step));
        m1 = FloatVector.fromArray(SPECIES, from, m + 5 * step);
        m2 = FloatVector.fromArray(SPECIES, from, m + 9 * step);
        FloatVector a1 = FloatVector.fromArray(SPECIES, from, m + step).add(m1.add(m2));
        FloatVector b1 = m1.sub(m2).sub(FloatVector.fromArray(SPECIES, from, m + 13 * step));
        m1 = FloatVector.fromArray(SPECIES, from, m + 6 * step);
        m2 = FloatVector.fromArray(SPECIES, from, m + 10 * step);
        FloatVector a2 = FloatVector.fromArray(SPECIES, from, m + 2 * step).add(m1.add(m2));
        FloatVector b2 = m1.sub(m2).sub(FloatVector.fromArray(SPECIES, from, m + 14 * step));
        m1 = FloatVector.fromArray(SPECIES, from, m + 7 * step);
        m2 = FloatVector.fromArray(SPECIES, from, m + 11 * step);
        FloatVector a3 = FloatVector.fromArray(SPECIES, from, m + 3 * step).add(m1.add(m2));
        FloatVector b3 = m1.sub(m2).sub(FloatVector.fromArray(SPECIES, from, m + 15 * step));
        FloatVector y00 = a0.add(a1.add(a2)).add(bias);
        FloatVector y01 = a1.sub(a2).sub(a3).add(bias);
        FloatVector y10 = b0.add(b1.add(b2)).add(bias);
        FloatVector y11 = b1.sub(b2).sub(b3).add(bias);
        // What lies beyond the picture may be anything.
        int even = 2 * LANES - Math.min(LANES, across - t);
        int odd = 2 * LANES - Math.min(LANES, width / 2 - t);
        IntVector bits = IntVector.fromArray(INTS, BITS, even);
        finite = y00.reinterpretAsInts().and(bits).reinterpretAsFloats().fma(ZERO, finite);
        bits = IntVector.fromArray(INTS, BITS, odd);
        finite = y01.reinterpretAsInts().and(bits).reinterpretAsFloats().fma(ZERO, finite);
        bits = IntVector.fromArray(INTS, BITS, two ? even : 2 * LANES);
        finite = y10.reinterpretAsInts().and(bits).reinterpretAsFloats().fma(ZERO, finite);
        bits = IntVector.fromArray(INTS, BITS, two ? odd : 2 * LANES);
        finite = y11.reinterpretAsInts().and(bits).reinterpretAsFloats().fma(ZERO, finite);
        int left = width - 2 * t;
        int yTo = upper + 2 * t;
        // Where a row is one piece, those that follow overwrite what is written beyond it.
        boolean room = left >= 2 * LANES || (t == 0 && yTo + 2 * LANES <= end);
        float[] to = room ? y : from;
        int toAt = room ? yTo : scratchAt;
        y00.rearrange(LOW).blend(y01.rearrange(LOW), ODD_LANES).intoArray(to, toAt);
        y00.rearrange(HIGH).blend(y01.rearrange(HIGH), ODD_LANES).intoArray(to, toAt + LANES);
        if (!room) {
          System.arraycopy(from, scratchAt, y, yTo, left);
        }
        if (two) {
          yTo += width;
          room = left >= 2 * LANES || (t == 0 && yTo + 2 * LANES <= end);
          to = room ? y : from;
          toAt = room ? yTo : scratchAt;
          y10.rearrange(LOW).blend(y11.rearrange(LOW), ODD_LANES).intoArray(to, toAt);
          y10.rearrange(HIGH).blend(y11.rearrange(HIGH), ODD_LANES).intoArray(to, toAt + LANES);
          if (!room) {
            System.arraycopy(from, scratchAt, y, yTo, left);
          }
        }
      }
    }
    return finite.reduceLanes(VectorOperators.ADD) == 0;
  }

  @Override
  public void gradients(Floats y, Patches patches) {
    Sliding s = patches.sizes();
    int rows = patches.rows();
    split(y, s.rows().outputs(), s.columns().outputs(), 2 * patches.row(), 2 * rows, 0, patches);
    int across = patches.across();
    int plane = plane(s, rows);
    int rowStep = across + 1;
    float[] to = patches.values();
    int at = patches.at();
    int step = patches.step();
    int scratchAt = patches.scratchAt();
    for (int r = 0; r < rows; r++) {
      for (int t = 0; t < across; t += LANES) {
        int from = scratchAt + r * rowStep + t;
        int place = at + r * across + t;
        FloatVector y00 = FloatVector.fromArray(SPECIES, to, from);
        FloatVector y01 = FloatVector.fromArray(SPECIES, to, from + plane);
        FloatVector y10 = FloatVector.fromArray(SPECIES, to, from + 2 * plane);
        FloatVector y11 = FloatVector.fromArray(SPECIES, to, from + 3 * plane);
        y00.intoArray(to, place);
        y00.add(y01).intoArray(to, place + step);
        y00.sub(y01).intoArray(to, place + 2 * step);
        y01.neg().intoArray(to, place + 3 * step);
        FloatVector a = y00.add(y10);
        FloatVector b = y01.add(y11);
        a.intoArray(to, place + 4 * step);
        a.add(b).intoArray(to, place + 5 * step);
        a.sub(b).intoArray(to, place + 6 * step);
        b.neg().intoArray(to, place + 7 * step);
        a = y00.sub(y10);
        b = y01.sub(y11);
        a.intoArray(to, place + 8 * step);
        a.add(b).intoArray(to, place + 9 * step);
        a.sub(b).intoArray(to, place + 10 * step);
        b.neg().intoArray(to, place + 11 * step);
        a = y10.neg();
        b = y11.neg();
        a.intoArray(to, place + 12 * step);
        a.add(b).intoArray(to, place + 13 * step);
        a.sub(b).intoArray(to, place + 14 * step);
        b.neg().intoArray(to, place + 15 * step);
      }
    }
  }
}
