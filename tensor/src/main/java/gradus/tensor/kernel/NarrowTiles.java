package gradus.tensor.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The inner loops of [Gemm] for the last columns of B, where a single vector holds them: tiles of
/// 12 or 8 rows by one vector, which take half the time of [LargeTiles]. Ten classes are such a
/// matrix, or 16 filters where a vector has 16 numbers.
///
/// On a processor with 16 registers there are none: five sums at a time are too few to keep its
/// multiply-adders busy. See [Tile] for the parameters.
final class NarrowTiles {
  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final int ROW_STRIDE = Tile.ROW_STRIDE;

  private NarrowTiles() {}

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
    FloatVector c0 = FloatVector.fromArray(SPECIES, from, fromAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, from, fromAt + fromStride);
    FloatVector c2 = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride);
    FloatVector c3 = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride);
    FloatVector c4 = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride);
    FloatVector c5 = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride);
    FloatVector c6 = FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromStride);
    FloatVector c7 = FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromStride);
    FloatVector c8 = FloatVector.fromArray(SPECIES, from, fromAt + 8 * fromStride);
    FloatVector c9 = FloatVector.fromArray(SPECIES, from, fromAt + 9 * fromStride);
    FloatVector c10 = FloatVector.fromArray(SPECIES, from, fromAt + 10 * fromStride);
    FloatVector c11 = FloatVector.fromArray(SPECIES, from, fromAt + 11 * fromStride);
    for (int p = 0; p < k; p++) {
      FloatVector row = VectorMath.load(b, bAt + p * bStride);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + p]);
      c0 = row.fma(a0, c0);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + p + ROW_STRIDE]);
      c1 = row.fma(a1, c1);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + p + 2 * ROW_STRIDE]);
      c2 = row.fma(a2, c2);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + p + 3 * ROW_STRIDE]);
      c3 = row.fma(a3, c3);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[aAt + p + 4 * ROW_STRIDE]);
      c4 = row.fma(a4, c4);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[aAt + p + 5 * ROW_STRIDE]);
      c5 = row.fma(a5, c5);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[aAt + p + 6 * ROW_STRIDE]);
      c6 = row.fma(a6, c6);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[aAt + p + 7 * ROW_STRIDE]);
      c7 = row.fma(a7, c7);
      FloatVector a8 = FloatVector.broadcast(SPECIES, a[aAt + p + 8 * ROW_STRIDE]);
      c8 = row.fma(a8, c8);
      FloatVector a9 = FloatVector.broadcast(SPECIES, a[aAt + p + 9 * ROW_STRIDE]);
      c9 = row.fma(a9, c9);
      FloatVector a10 = FloatVector.broadcast(SPECIES, a[aAt + p + 10 * ROW_STRIDE]);
      c10 = row.fma(a10, c10);
      FloatVector a11 = FloatVector.broadcast(SPECIES, a[aAt + p + 11 * ROW_STRIDE]);
      c11 = row.fma(a11, c11);
    }
    c0.intoArray(to, toAt);
    c1.intoArray(to, toAt + toStride);
    c2.intoArray(to, toAt + 2 * toStride);
    c3.intoArray(to, toAt + 3 * toStride);
    c4.intoArray(to, toAt + 4 * toStride);
    c5.intoArray(to, toAt + 5 * toStride);
    c6.intoArray(to, toAt + 6 * toStride);
    c7.intoArray(to, toAt + 7 * toStride);
    c8.intoArray(to, toAt + 8 * toStride);
    c9.intoArray(to, toAt + 9 * toStride);
    c10.intoArray(to, toAt + 10 * toStride);
    c11.intoArray(to, toAt + 11 * toStride);
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
    FloatVector c0 = FloatVector.fromArray(SPECIES, from, fromAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, from, fromAt + fromStride);
    FloatVector c2 = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride);
    FloatVector c3 = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride);
    FloatVector c4 = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride);
    FloatVector c5 = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride);
    FloatVector c6 = FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromStride);
    FloatVector c7 = FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromStride);
    for (int p = 0; p < k; p++) {
      FloatVector row = VectorMath.load(b, bAt + p * bStride);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + p]);
      c0 = row.fma(a0, c0);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + p + ROW_STRIDE]);
      c1 = row.fma(a1, c1);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + p + 2 * ROW_STRIDE]);
      c2 = row.fma(a2, c2);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + p + 3 * ROW_STRIDE]);
      c3 = row.fma(a3, c3);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[aAt + p + 4 * ROW_STRIDE]);
      c4 = row.fma(a4, c4);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[aAt + p + 5 * ROW_STRIDE]);
      c5 = row.fma(a5, c5);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[aAt + p + 6 * ROW_STRIDE]);
      c6 = row.fma(a6, c6);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[aAt + p + 7 * ROW_STRIDE]);
      c7 = row.fma(a7, c7);
    }
    c0.intoArray(to, toAt);
    c1.intoArray(to, toAt + toStride);
    c2.intoArray(to, toAt + 2 * toStride);
    c3.intoArray(to, toAt + 3 * toStride);
    c4.intoArray(to, toAt + 4 * toStride);
    c5.intoArray(to, toAt + 5 * toStride);
    c6.intoArray(to, toAt + 6 * toStride);
    c7.intoArray(to, toAt + 7 * toStride);
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
    FloatVector c0 = FloatVector.fromArray(SPECIES, from, fromAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, from, fromAt + fromStride);
    FloatVector c2 = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride);
    FloatVector c3 = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride);
    FloatVector c4 = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride);
    FloatVector c5 = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride);
    FloatVector c6 = FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromStride);
    FloatVector c7 = FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromStride);
    FloatVector c8 = FloatVector.fromArray(SPECIES, from, fromAt + 8 * fromStride);
    FloatVector c9 = FloatVector.fromArray(SPECIES, from, fromAt + 9 * fromStride);
    FloatVector c10 = FloatVector.fromArray(SPECIES, from, fromAt + 10 * fromStride);
    FloatVector c11 = FloatVector.fromArray(SPECIES, from, fromAt + 11 * fromStride);
    for (int p = 0; p < k; p++) {
      FloatVector row = VectorMath.load(b, bAt + p * bStride);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + p * 12]);
      c0 = row.fma(a0, c0);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 1]);
      c1 = row.fma(a1, c1);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 2]);
      c2 = row.fma(a2, c2);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 3]);
      c3 = row.fma(a3, c3);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 4]);
      c4 = row.fma(a4, c4);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 5]);
      c5 = row.fma(a5, c5);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 6]);
      c6 = row.fma(a6, c6);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 7]);
      c7 = row.fma(a7, c7);
      FloatVector a8 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 8]);
      c8 = row.fma(a8, c8);
      FloatVector a9 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 9]);
      c9 = row.fma(a9, c9);
      FloatVector a10 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 10]);
      c10 = row.fma(a10, c10);
      FloatVector a11 = FloatVector.broadcast(SPECIES, a[aAt + p * 12 + 11]);
      c11 = row.fma(a11, c11);
    }
    c0.intoArray(to, toAt);
    c1.intoArray(to, toAt + toStride);
    c2.intoArray(to, toAt + 2 * toStride);
    c3.intoArray(to, toAt + 3 * toStride);
    c4.intoArray(to, toAt + 4 * toStride);
    c5.intoArray(to, toAt + 5 * toStride);
    c6.intoArray(to, toAt + 6 * toStride);
    c7.intoArray(to, toAt + 7 * toStride);
    c8.intoArray(to, toAt + 8 * toStride);
    c9.intoArray(to, toAt + 9 * toStride);
    c10.intoArray(to, toAt + 10 * toStride);
    c11.intoArray(to, toAt + 11 * toStride);
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
    FloatVector c0 = FloatVector.fromArray(SPECIES, from, fromAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, from, fromAt + fromStride);
    FloatVector c2 = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride);
    FloatVector c3 = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride);
    FloatVector c4 = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride);
    FloatVector c5 = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride);
    FloatVector c6 = FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromStride);
    FloatVector c7 = FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromStride);
    for (int p = 0; p < k; p++) {
      FloatVector row = VectorMath.load(b, bAt + p * bStride);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + p * 8]);
      c0 = row.fma(a0, c0);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + p * 8 + 1]);
      c1 = row.fma(a1, c1);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + p * 8 + 2]);
      c2 = row.fma(a2, c2);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + p * 8 + 3]);
      c3 = row.fma(a3, c3);
      FloatVector a4 = FloatVector.broadcast(SPECIES, a[aAt + p * 8 + 4]);
      c4 = row.fma(a4, c4);
      FloatVector a5 = FloatVector.broadcast(SPECIES, a[aAt + p * 8 + 5]);
      c5 = row.fma(a5, c5);
      FloatVector a6 = FloatVector.broadcast(SPECIES, a[aAt + p * 8 + 6]);
      c6 = row.fma(a6, c6);
      FloatVector a7 = FloatVector.broadcast(SPECIES, a[aAt + p * 8 + 7]);
      c7 = row.fma(a7, c7);
    }
    c0.intoArray(to, toAt);
    c1.intoArray(to, toAt + toStride);
    c2.intoArray(to, toAt + 2 * toStride);
    c3.intoArray(to, toAt + 3 * toStride);
    c4.intoArray(to, toAt + 4 * toStride);
    c5.intoArray(to, toAt + 5 * toStride);
    c6.intoArray(to, toAt + 6 * toStride);
    c7.intoArray(to, toAt + 7 * toStride);
  }
}
