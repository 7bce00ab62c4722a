package gradus.tensor.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The inner loops of [Gemm] for a processor with 16 vector registers: tiles of 5 or 4 rows by two
/// vectors.
///
/// 10 of the 16 registers of AVX2 and SSE hold the tile, so that a step of the loop reads two
/// vectors of B and 5 numbers of A for 10 fused multiply-adds. A sixth row would fit on paper, but
/// the compiler then moves part of the tile to memory and back in every step, at half the speed.
/// The loops are written out as in [LargeTiles]. See [Tile] for the parameters.
final class SmallTiles {
  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;
  private static final int ROW_STRIDE = Tile.ROW_STRIDE;

  private SmallTiles() {}

  /// Five rows of A, each in one piece.
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
  }

  /// Four rows of A, each in one piece.
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
    }
    c0x.intoArray(to, toAt);
    c0y.intoArray(to, toAt + LANES);
    c1x.intoArray(to, toAt + toStride);
    c1y.intoArray(to, toAt + toStride + LANES);
    c2x.intoArray(to, toAt + 2 * toStride);
    c2y.intoArray(to, toAt + 2 * toStride + LANES);
    c3x.intoArray(to, toAt + 3 * toStride);
    c3y.intoArray(to, toAt + 3 * toStride + LANES);
  }

  /// Five rows of A, side by side.
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
    for (int p = 0; p < k; p++) {
      FloatVector bx = VectorMath.load(b, bAt + p * bStride);
      FloatVector by = VectorMath.load(b, bAt + p * bStride + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + p * 5]);
      c0x = bx.fma(a0, c0x);
      c0y = by.fma(a0, c0y);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + p * 5 + 1]);
      c1x = bx.fma(a1, c1x);
      c1y = by.fma(a1, c1y);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + p * 5 + 2]);
      c2x = bx.fma(a2, c2x);
      c2y = by.fma(a2, c2y);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + p * 5 + 3]);
      c3x = bx.fma(a3, c3x);
      c3y = by.fma(a3, c3y);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[aAt + p * 5 + 4]);
      c4x = bx.fma(a4, c4x);
      c4y = by.fma(a4, c4y);
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
  }

  /// Four rows of A, side by side.
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
    for (int p = 0; p < k; p++) {
      FloatVector bx = VectorMath.load(b, bAt + p * bStride);
      FloatVector by = VectorMath.load(b, bAt + p * bStride + LANES);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + p * 4]);
      c0x = bx.fma(a0, c0x);
      c0y = by.fma(a0, c0y);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + p * 4 + 1]);
      c1x = bx.fma(a1, c1x);
      c1y = by.fma(a1, c1y);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + p * 4 + 2]);
      c2x = bx.fma(a2, c2x);
      c2y = by.fma(a2, c2y);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + p * 4 + 3]);
      c3x = bx.fma(a3, c3x);
      c3y = by.fma(a3, c3y);
    }
    c0x.intoArray(to, toAt);
    c0y.intoArray(to, toAt + LANES);
    c1x.intoArray(to, toAt + toStride);
    c1y.intoArray(to, toAt + toStride + LANES);
    c2x.intoArray(to, toAt + 2 * toStride);
    c2y.intoArray(to, toAt + 2 * toStride + LANES);
    c3x.intoArray(to, toAt + 3 * toStride);
    c3y.intoArray(to, toAt + 3 * toStride + LANES);
  }
}
