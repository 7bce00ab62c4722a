package gradus.tensor.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Transposes blocks of 16 by 16 numbers in vectors of 16.
///
/// In step d (8, 4, 2, 1) rows r and r + d trade places: row r gives its lanes l with bit d set,
/// row r + d gives those without. After all steps, row r holds what was column r. Two steps at a
/// time are done on four rows in registers. See Eklundh, *A Fast Computer Method for Matrix
/// Transposing* (1972).
final class RegisterTransposition {
  /// Rows and columns of a block.
  static final int SIZE = 16;

  /// Whether vectors are as long as a block is wide.
  static final boolean AVAILABLE = Lanes.COUNT == SIZE;

  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final VectorShuffle<Float> PARTNER_8 = partner(8);
  private static final VectorShuffle<Float> PARTNER_4 = partner(4);
  private static final VectorShuffle<Float> PARTNER_2 = partner(2);
  private static final VectorShuffle<Float> PARTNER_1 = partner(1);
  private static final VectorMask<Float> UPPER_8 = VectorMask.fromLong(SPECIES, 0xFF00);
  private static final VectorMask<Float> UPPER_4 = VectorMask.fromLong(SPECIES, 0xF0F0);
  private static final VectorMask<Float> UPPER_2 = VectorMask.fromLong(SPECIES, 0xCCCC);
  private static final VectorMask<Float> UPPER_1 = VectorMask.fromLong(SPECIES, 0xAAAA);

  private RegisterTransposition() {}

  private static VectorShuffle<Float> partner(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ distance) % SPECIES.length());
  }

  /// `y[j * yStride + i] = x[i * xStride + j]` for i and j from 0 to 15.
  ///
  /// @param scratch at least 256 numbers from `scratchAt`, overwritten
  static void block(
      float[] x,
      int xAt,
      int xStride,
      float[] y,
      int yAt,
      int yStride,
      float[] scratch,
      int scratchAt) {
    for (int r = 0; r < 4; r++) {
      farRows(x, xAt + r * xStride, 4 * xStride, scratch, scratchAt + r * SIZE);
    }
    for (int r = 0; r < SIZE; r += 4) {
      nearRows(scratch, scratchAt + r * SIZE, y, yAt + r * yStride, yStride);
    }
  }

  /// Steps 8 and 4 on four rows, 4 apart.
  private static void farRows(float[] x, int at, int stride, float[] y, int yAt) {
    FloatVector r0 = FloatVector.fromArray(SPECIES, x, at);
    FloatVector r4 = FloatVector.fromArray(SPECIES, x, at + stride);
    FloatVector r8 = FloatVector.fromArray(SPECIES, x, at + 2 * stride);
    FloatVector r12 = FloatVector.fromArray(SPECIES, x, at + 3 * stride);
    FloatVector s0 = r0.blend(r8.rearrange(PARTNER_8), UPPER_8);
    FloatVector s8 = r0.rearrange(PARTNER_8).blend(r8, UPPER_8);
    FloatVector s4 = r4.blend(r12.rearrange(PARTNER_8), UPPER_8);
    FloatVector s12 = r4.rearrange(PARTNER_8).blend(r12, UPPER_8);
    s0.blend(s4.rearrange(PARTNER_4), UPPER_4).intoArray(y, yAt);
    s0.rearrange(PARTNER_4).blend(s4, UPPER_4).intoArray(y, yAt + 4 * SIZE);
    s8.blend(s12.rearrange(PARTNER_4), UPPER_4).intoArray(y, yAt + 8 * SIZE);
    s8.rearrange(PARTNER_4).blend(s12, UPPER_4).intoArray(y, yAt + 12 * SIZE);
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
}
