package gradus.tensor.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Transposes blocks of as many rows as a vector has lanes, 4, 8 or 16, and as many columns.
///
/// In step d (8, 4, 2, 1) rows r and r + d trade places: row r gives its lanes l with bit d set,
/// row r + d gives those without. After all steps, row r holds what was column r. Two steps at a
/// time are done on four rows in registers. See Eklundh, *A Fast Computer Method for Matrix
/// Transposing* (1972).
final class RegisterTransposition {
  /// Rows and columns of a block.
  static final int SIZE = Lanes.COUNT;

  /// Whether there are such blocks for vectors of this length.
  static final boolean AVAILABLE = SIZE == 4 || SIZE == 8 || SIZE == 16;

  /// The distance of the rows of the first two steps.
  private static final int APART = SIZE / 4;

  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final VectorShuffle<Float> PARTNER_HALF = partner(SIZE / 2);
  private static final VectorShuffle<Float> PARTNER_QUARTER = partner(SIZE / 4);
  private static final VectorShuffle<Float> PARTNER_2 = partner(2);
  private static final VectorShuffle<Float> PARTNER_1 = partner(1);
  private static final VectorMask<Float> UPPER_HALF = upper(SIZE / 2);
  private static final VectorMask<Float> UPPER_QUARTER = upper(SIZE / 4);
  private static final VectorMask<Float> UPPER_2 = upper(2);
  private static final VectorMask<Float> UPPER_1 = upper(1);

  private RegisterTransposition() {}

  private static VectorShuffle<Float> partner(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ distance) % SPECIES.length());
  }

  /// The lanes whose number has the bit of a distance.
  private static VectorMask<Float> upper(int distance) {
    var lanes = new boolean[SIZE];
    for (int lane = 0; lane < SIZE; lane++) {
      lanes[lane] = (lane & distance) != 0;
    }
    return VectorMask.fromArray(SPECIES, lanes, 0);
  }

  /// `y[j * yStride + i] = x[i * xStride + j]` for i and j below [#SIZE].
  ///
  /// @param scratch at least `SIZE * SIZE` numbers from `scratchAt`, overwritten
  static void block(
      float[] x,
      int xAt,
      int xStride,
      float[] y,
      int yAt,
      int yStride,
      float[] scratch,
      int scratchAt) {
    if (SIZE == 4) {
      farRows(x, xAt, xStride, y, yAt, yStride);
      return;
    }
    for (int r = 0; r < APART; r++) {
      int to = scratchAt + r * SIZE;
      farRows(x, xAt + r * xStride, APART * xStride, scratch, to, APART * SIZE);
    }
    if (SIZE == 8) {
      for (int r = 0; r < SIZE; r += 2) {
        pair(scratch, scratchAt + r * SIZE, y, yAt + r * yStride, yStride);
      }
    } else {
      for (int r = 0; r < SIZE; r += 4) {
        nearRows(scratch, scratchAt + r * SIZE, y, yAt + r * yStride, yStride);
      }
    }
  }

  /// The first two steps on four rows, a quarter of all apart.
  private static void farRows(float[] x, int at, int stride, float[] y, int yAt, int yStride) {
    FloatVector r0 = FloatVector.fromArray(SPECIES, x, at);
    FloatVector r1 = FloatVector.fromArray(SPECIES, x, at + stride);
    FloatVector r2 = FloatVector.fromArray(SPECIES, x, at + 2 * stride);
    FloatVector r3 = FloatVector.fromArray(SPECIES, x, at + 3 * stride);
    FloatVector s0 = r0.blend(r2.rearrange(PARTNER_HALF), UPPER_HALF);
    FloatVector s2 = r0.rearrange(PARTNER_HALF).blend(r2, UPPER_HALF);
    FloatVector s1 = r1.blend(r3.rearrange(PARTNER_HALF), UPPER_HALF);
    FloatVector s3 = r1.rearrange(PARTNER_HALF).blend(r3, UPPER_HALF);
    s0.blend(s1.rearrange(PARTNER_QUARTER), UPPER_QUARTER).intoArray(y, yAt);
    s0.rearrange(PARTNER_QUARTER).blend(s1, UPPER_QUARTER).intoArray(y, yAt + yStride);
    s2.blend(s3.rearrange(PARTNER_QUARTER), UPPER_QUARTER).intoArray(y, yAt + 2 * yStride);
    s2.rearrange(PARTNER_QUARTER).blend(s3, UPPER_QUARTER).intoArray(y, yAt + 3 * yStride);
  }

  /// Steps 2 and 1 on four neighbouring rows.
  private static void nearRows(float[] x, int at, float[] y, int yAt, int yStride) {
    FloatVector r0 = FloatVector.fromArray(SPECIES, x, at);
    FloatVector r1 = FloatVector.fromArray(SPECIES, x, at + SIZE);
    FloatVector r2 = FloatVector.fromArray(SPECIES, x, at + 2 * SIZE);
    FloatVector r3 = FloatVector.fromArray(SPECIES, x, at + 3 * SIZE);
    FloatVector s0 = r0.blend(r2.rearrange(PARTNER_2), UPPER_2);
    FloatVector s2 = r0.rearrange(PARTNER_2).blend(r2, UPPER_2);
    FloatVector s1 = r1.blend(r3.rearrange(PARTNER_2), UPPER_2);
    FloatVector s3 = r1.rearrange(PARTNER_2).blend(r3, UPPER_2);
    s0.blend(s1.rearrange(PARTNER_1), UPPER_1).intoArray(y, yAt);
    s0.rearrange(PARTNER_1).blend(s1, UPPER_1).intoArray(y, yAt + yStride);
    s2.blend(s3.rearrange(PARTNER_1), UPPER_1).intoArray(y, yAt + 2 * yStride);
    s2.rearrange(PARTNER_1).blend(s3, UPPER_1).intoArray(y, yAt + 3 * yStride);
  }

  /// Step 1 on two neighbouring rows.
  private static void pair(float[] x, int at, float[] y, int yAt, int yStride) {
    FloatVector r0 = FloatVector.fromArray(SPECIES, x, at);
    FloatVector r1 = FloatVector.fromArray(SPECIES, x, at + SIZE);
    r0.blend(r1.rearrange(PARTNER_1), UPPER_1).intoArray(y, yAt);
    r0.rearrange(PARTNER_1).blend(r1, UPPER_1).intoArray(y, yAt + yStride);
  }
}
