package gradus.tensor.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The inner loops of [Gemm] for a processor with 32 vector registers: tiles of 12 or 8 rows by two
/// vectors.
///
/// 24 of the 32 registers of AVX-512 and NEON hold the tile, so that a step of the loop reads two
/// vectors of B and 12 numbers of A for 24 fused multiply-adds. The loops are written out because
/// the compiler keeps a vector in a register only if it is a local variable of its own. See [Tile]
/// for the parameters.
final class LargeTiles {
  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;
  private static final int ROW_STRIDE = Tile.ROW_STRIDE;

  private LargeTiles() {}

  /// Twelve rows of A, each in one piece.
  static void tallRows(
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int bStride,
      int k,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride) {
    FloatVector c0x = FloatVector.fromArray(SPECIES, from, fromAt);
    FloatVector c0y = FloatVector.fromArray(SPECIES, from, fromAt + LANES);
    FloatVector c1x = FloatVector.fromArray(SPECIES, from, fromAt + fromStride);
    FloatVector c1y = FloatVector.fromArray(SPECIES, from, fromAt + fromStride + LANES);
    FloatVector c2x = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride);
    FloatVector c2y = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride + LANES);
    FloatVector c3x = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride);
    FloatVector c3y = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride + LANES);
    FloatVector c4x = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride);
    FloatVector c4y = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride + LANES);
    FloatVector c5x = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride);
    FloatVector c5y = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride + LANES);
    FloatVector c6x = FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromStride);
    FloatVector c6y = FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromStride + LANES);
    FloatVector c7x = FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromStride);
    FloatVector c7y = FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromStride + LANES);
    FloatVector c8x = FloatVector.fromArray(SPECIES, from, fromAt + 8 * fromStride);
    FloatVector c8y = FloatVector.fromArray(SPECIES, from, fromAt + 8 * fromStride + LANES);
    FloatVector c9x = FloatVector.fromArray(SPECIES, from, fromAt + 9 * fromStride);
    FloatVector c9y = FloatVector.fromArray(SPECIES, from, fromAt + 9 * fromStride + LANES);
    FloatVector c10x = FloatVector.fromArray(SPECIES, from, fromAt + 10 * fromStride);
    FloatVector c10y = FloatVector.fromArray(SPECIES, from, fromAt + 10 * fromStride + LANES);
    FloatVector c11x = FloatVector.fromArray(SPECIES, from, fromAt + 11 * fromStride);
    FloatVector c11y = FloatVector.fromArray(SPECIES, from, fromAt + 11 * fromStride + LANES);
    for (int p = 0; p < k; p++) {
      FloatVector bx = VectorMath.load(b, bAt + p * bStride);
      FloatVector by = VectorMath.load(b, bAt + p * bStride + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + p]);
      c0x = bx.fma(a0, c0x);
      c0y = by.fma(a0, c0y);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + p + ROW_STRIDE]);
      c1x = bx.fma(a1, c1x);
      c1y = by.fma(a1, c1y);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + p + 2 * ROW_STRIDE]);
      c2x = bx.fma(a2, c2x);
      c2y = by.fma(a2, c2y);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + p + 3 * ROW_STRIDE]);
      c3x = bx.fma(a3, c3x);
      c3y = by.fma(a3, c3y);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[aAt + p + 4 * ROW_STRIDE]);
      c4x = bx.fma(a4, c4x);
      c4y = by.fma(a4, c4y);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[aAt + p + 5 * ROW_STRIDE]);
      c5x = bx.fma(a5, c5x);
      c5y = by.fma(a5, c5y);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[aAt + p + 6 * ROW_STRIDE]);
      c6x = bx.fma(a6, c6x);
      c6y = by.fma(a6, c6y);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[aAt + p + 7 * ROW_STRIDE]);
      c7x = bx.fma(a7, c7x);
      c7y = by.fma(a7, c7y);
      FloatVector a8 = FloatVector.broadcast(SPECIES, a[aAt + p + 8 * ROW_STRIDE]);
      c8x = bx.fma(a8, c8x);
      c8y = by.fma(a8, c8y);
      FloatVector a9 = FloatVector.broadcast(SPECIES, a[aAt + p + 9 * ROW_STRIDE]);
      c9x = bx.fma(a9, c9x);
      c9y = by.fma(a9, c9y);
      FloatVector a10 = FloatVector.broadcast(SPECIES, a[aAt + p + 10 * ROW_STRIDE]);
      c10x = bx.fma(a10, c10x);
      c10y = by.fma(a10, c10y);
      FloatVector a11 = FloatVector.broadcast(SPECIES, a[aAt + p + 11 * ROW_STRIDE]);
      c11x = bx.fma(a11, c11x);
      c11y = by.fma(a11, c11y);
    }
    c0x.intoArray(to, toAt);
    c0y.intoArray(to, toAt + LANES);
    c1x.intoArray(to, toAt + toStride);
    c1y.intoArray(to, toAt + toStride + LANES);
    c2x.intoArray(to, toAt + 2 * toStride);
    c2y.intoArray(to, toAt + 2 * toStride + LANES);
    c3x.intoArray(to, toAt + 3 * toStride);
    c3y.intoArray(to, toAt + 3 * toStride + LANES);
    c4x.intoArray(to, toAt + 4 * toStride);
    c4y.intoArray(to, toAt + 4 * toStride + LANES);
    c5x.intoArray(to, toAt + 5 * toStride);
    c5y.intoArray(to, toAt + 5 * toStride + LANES);
    c6x.intoArray(to, toAt + 6 * toStride);
    c6y.intoArray(to, toAt + 6 * toStride + LANES);
    c7x.intoArray(to, toAt + 7 * toStride);
    c7y.intoArray(to, toAt + 7 * toStride + LANES);
    c8x.intoArray(to, toAt + 8 * toStride);
    c8y.intoArray(to, toAt + 8 * toStride + LANES);
    c9x.intoArray(to, toAt + 9 * toStride);
    c9y.intoArray(to, toAt + 9 * toStride + LANES);
    c10x.intoArray(to, toAt + 10 * toStride);
    c10y.intoArray(to, toAt + 10 * toStride + LANES);
    c11x.intoArray(to, toAt + 11 * toStride);
    c11y.intoArray(to, toAt + 11 * toStride + LANES);
  }

  /// Eight rows of A, each in one piece.
  static void shortRows(
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int bStride,
      int k,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride) {
    FloatVector c0x = FloatVector.fromArray(SPECIES, from, fromAt);
    FloatVector c0y = FloatVector.fromArray(SPECIES, from, fromAt + LANES);
    FloatVector c1x = FloatVector.fromArray(SPECIES, from, fromAt + fromStride);
    FloatVector c1y = FloatVector.fromArray(SPECIES, from, fromAt + fromStride + LANES);
    FloatVector c2x = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride);
    FloatVector c2y = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride + LANES);
    FloatVector c3x = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride);
    FloatVector c3y = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride + LANES);
    FloatVector c4x = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride);
    FloatVector c4y = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride + LANES);
    FloatVector c5x = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride);
    FloatVector c5y = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride + LANES);
    FloatVector c6x = FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromStride);
    FloatVector c6y = FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromStride + LANES);
    FloatVector c7x = FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromStride);
    FloatVector c7y = FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromStride + LANES);
    for (int p = 0; p < k; p++) {
      FloatVector bx = VectorMath.load(b, bAt + p * bStride);
      FloatVector by = VectorMath.load(b, bAt + p * bStride + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + p]);
      c0x = bx.fma(a0, c0x);
      c0y = by.fma(a0, c0y);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + p + ROW_STRIDE]);
      c1x = bx.fma(a1, c1x);
      c1y = by.fma(a1, c1y);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + p + 2 * ROW_STRIDE]);
      c2x = bx.fma(a2, c2x);
      c2y = by.fma(a2, c2y);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + p + 3 * ROW_STRIDE]);
      c3x = bx.fma(a3, c3x);
      c3y = by.fma(a3, c3y);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[aAt + p + 4 * ROW_STRIDE]);
      c4x = bx.fma(a4, c4x);
      c4y = by.fma(a4, c4y);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[aAt + p + 5 * ROW_STRIDE]);
      c5x = bx.fma(a5, c5x);
      c5y = by.fma(a5, c5y);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[aAt + p + 6 * ROW_STRIDE]);
      c6x = bx.fma(a6, c6x);
      c6y = by.fma(a6, c6y);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[aAt + p + 7 * ROW_STRIDE]);
      c7x = bx.fma(a7, c7x);
      c7y = by.fma(a7, c7y);
    }
    c0x.intoArray(to, toAt);
    c0y.intoArray(to, toAt + LANES);
    c1x.intoArray(to, toAt + toStride);
    c1y.intoArray(to, toAt + toStride + LANES);
    c2x.intoArray(to, toAt + 2 * toStride);
    c2y.intoArray(to, toAt + 2 * toStride + LANES);
    c3x.intoArray(to, toAt + 3 * toStride);
    c3y.intoArray(to, toAt + 3 * toStride + LANES);
    c4x.intoArray(to, toAt + 4 * toStride);
    c4y.intoArray(to, toAt + 4 * toStride + LANES);
    c5x.intoArray(to, toAt + 5 * toStride);
    c5y.intoArray(to, toAt + 5 * toStride + LANES);
    c6x.intoArray(to, toAt + 6 * toStride);
    c6y.intoArray(to, toAt + 6 * toStride + LANES);
    c7x.intoArray(to, toAt + 7 * toStride);
    c7y.intoArray(to, toAt + 7 * toStride + LANES);
  }

  /// Twelve rows of A, side by side.
  static void tallColumns(
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int bStride,
      int k,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride) {
    FloatVector c0x = FloatVector.fromArray(SPECIES, from, fromAt);
    FloatVector c0y = FloatVector.fromArray(SPECIES, from, fromAt + LANES);
    FloatVector c1x = FloatVector.fromArray(SPECIES, from, fromAt + fromStride);
    FloatVector c1y = FloatVector.fromArray(SPECIES, from, fromAt + fromStride + LANES);
    FloatVector c2x = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride);
    FloatVector c2y = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride + LANES);
    FloatVector c3x = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride);
    FloatVector c3y = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride + LANES);
    FloatVector c4x = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride);
    FloatVector c4y = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride + LANES);
    FloatVector c5x = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride);
    FloatVector c5y = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride + LANES);
    FloatVector c6x = FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromStride);
    FloatVector c6y = FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromStride + LANES);
    FloatVector c7x = FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromStride);
    FloatVector c7y = FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromStride + LANES);
    FloatVector c8x = FloatVector.fromArray(SPECIES, from, fromAt + 8 * fromStride);
    FloatVector c8y = FloatVector.fromArray(SPECIES, from, fromAt + 8 * fromStride + LANES);
    FloatVector c9x = FloatVector.fromArray(SPECIES, from, fromAt + 9 * fromStride);
    FloatVector c9y = FloatVector.fromArray(SPECIES, from, fromAt + 9 * fromStride + LANES);
    FloatVector c10x = FloatVector.fromArray(SPECIES, from, fromAt + 10 * fromStride);
    FloatVector c10y = FloatVector.fromArray(SPECIES, from, fromAt + 10 * fromStride + LANES);
    FloatVector c11x = FloatVector.fromArray(SPECIES, from, fromAt + 11 * fromStride);
    FloatVector c11y = FloatVector.fromArray(SPECIES, from, fromAt + 11 * fromStride + LANES);
    for (int p = 0; p < k; p++) {
      FloatVector bx = VectorMath.load(b, bAt + p * bStride);
      FloatVector by = VectorMath.load(b, bAt + p * bStride + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + p * 12]);
      c0x = bx.fma(a0, c0x);
      c0y = by.fma(a0, c0y);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 1]);
      c1x = bx.fma(a1, c1x);
      c1y = by.fma(a1, c1y);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 2]);
      c2x = bx.fma(a2, c2x);
      c2y = by.fma(a2, c2y);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 3]);
      c3x = bx.fma(a3, c3x);
      c3y = by.fma(a3, c3y);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 4]);
      c4x = bx.fma(a4, c4x);
      c4y = by.fma(a4, c4y);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 5]);
      c5x = bx.fma(a5, c5x);
      c5y = by.fma(a5, c5y);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 6]);
      c6x = bx.fma(a6, c6x);
      c6y = by.fma(a6, c6y);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 7]);
      c7x = bx.fma(a7, c7x);
      c7y = by.fma(a7, c7y);
      FloatVector a8 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 8]);
      c8x = bx.fma(a8, c8x);
      c8y = by.fma(a8, c8y);
      FloatVector a9 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 9]);
      c9x = bx.fma(a9, c9x);
      c9y = by.fma(a9, c9y);
      FloatVector a10 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 10]);
      c10x = bx.fma(a10, c10x);
      c10y = by.fma(a10, c10y);
      FloatVector a11 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 11]);
      c11x = bx.fma(a11, c11x);
      c11y = by.fma(a11, c11y);
    }
    c0x.intoArray(to, toAt);
    c0y.intoArray(to, toAt + LANES);
    c1x.intoArray(to, toAt + toStride);
    c1y.intoArray(to, toAt + toStride + LANES);
    c2x.intoArray(to, toAt + 2 * toStride);
    c2y.intoArray(to, toAt + 2 * toStride + LANES);
    c3x.intoArray(to, toAt + 3 * toStride);
    c3y.intoArray(to, toAt + 3 * toStride + LANES);
    c4x.intoArray(to, toAt + 4 * toStride);
    c4y.intoArray(to, toAt + 4 * toStride + LANES);
    c5x.intoArray(to, toAt + 5 * toStride);
    c5y.intoArray(to, toAt + 5 * toStride + LANES);
    c6x.intoArray(to, toAt + 6 * toStride);
    c6y.intoArray(to, toAt + 6 * toStride + LANES);
    c7x.intoArray(to, toAt + 7 * toStride);
    c7y.intoArray(to, toAt + 7 * toStride + LANES);
    c8x.intoArray(to, toAt + 8 * toStride);
    c8y.intoArray(to, toAt + 8 * toStride + LANES);
    c9x.intoArray(to, toAt + 9 * toStride);
    c9y.intoArray(to, toAt + 9 * toStride + LANES);
    c10x.intoArray(to, toAt + 10 * toStride);
    c10y.intoArray(to, toAt + 10 * toStride + LANES);
    c11x.intoArray(to, toAt + 11 * toStride);
    c11y.intoArray(to, toAt + 11 * toStride + LANES);
  }

  /// Eight rows of A, side by side.
  static void shortColumns(
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int bStride,
      int k,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride) {
    FloatVector c0x = FloatVector.fromArray(SPECIES, from, fromAt);
    FloatVector c0y = FloatVector.fromArray(SPECIES, from, fromAt + LANES);
    FloatVector c1x = FloatVector.fromArray(SPECIES, from, fromAt + fromStride);
    FloatVector c1y = FloatVector.fromArray(SPECIES, from, fromAt + fromStride + LANES);
    FloatVector c2x = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride);
    FloatVector c2y = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride + LANES);
    FloatVector c3x = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride);
    FloatVector c3y = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride + LANES);
    FloatVector c4x = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride);
    FloatVector c4y = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride + LANES);
    FloatVector c5x = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride);
    FloatVector c5y = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride + LANES);
    FloatVector c6x = FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromStride);
    FloatVector c6y = FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromStride + LANES);
    FloatVector c7x = FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromStride);
    FloatVector c7y = FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromStride + LANES);
    for (int p = 0; p < k; p++) {
      FloatVector bx = VectorMath.load(b, bAt + p * bStride);
      FloatVector by = VectorMath.load(b, bAt + p * bStride + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + p * 8]);
      c0x = bx.fma(a0, c0x);
      c0y = by.fma(a0, c0y);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + p * 8 + 1]);
      c1x = bx.fma(a1, c1x);
      c1y = by.fma(a1, c1y);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + p * 8 + 2]);
      c2x = bx.fma(a2, c2x);
      c2y = by.fma(a2, c2y);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + p * 8 + 3]);
      c3x = bx.fma(a3, c3x);
      c3y = by.fma(a3, c3y);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[aAt + p * 8 + 4]);
      c4x = bx.fma(a4, c4x);
      c4y = by.fma(a4, c4y);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[aAt + p * 8 + 5]);
      c5x = bx.fma(a5, c5x);
      c5y = by.fma(a5, c5y);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[aAt + p * 8 + 6]);
      c6x = bx.fma(a6, c6x);
      c6y = by.fma(a6, c6y);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[aAt + p * 8 + 7]);
      c7x = bx.fma(a7, c7x);
      c7y = by.fma(a7, c7y);
    }
    c0x.intoArray(to, toAt);
    c0y.intoArray(to, toAt + LANES);
    c1x.intoArray(to, toAt + toStride);
    c1y.intoArray(to, toAt + toStride + LANES);
    c2x.intoArray(to, toAt + 2 * toStride);
    c2y.intoArray(to, toAt + 2 * toStride + LANES);
    c3x.intoArray(to, toAt + 3 * toStride);
    c3y.intoArray(to, toAt + 3 * toStride + LANES);
    c4x.intoArray(to, toAt + 4 * toStride);
    c4y.intoArray(to, toAt + 4 * toStride + LANES);
    c5x.intoArray(to, toAt + 5 * toStride);
    c5y.intoArray(to, toAt + 5 * toStride + LANES);
    c6x.intoArray(to, toAt + 6 * toStride);
    c6y.intoArray(to, toAt + 6 * toStride + LANES);
    c7x.intoArray(to, toAt + 7 * toStride);
    c7y.intoArray(to, toAt + 7 * toStride + LANES);
  }
}
