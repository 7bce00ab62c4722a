package gradus.tensor.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The matrix product of a few rows, such as one sample at inference: B is read once, where it is,
/// and not packed.
///
/// B streams by in the order in which it lies, as memory is read fastest. Where its rows are short,
/// a strip of a row of C stays in registers; where they are long, four rows at a time are added to
/// a row of C, which stays in the first-level cache. The chain of an element is the usual one.
/// Where B is transposed, an element is a dot product in [PlainGemm#PARTIAL_SUMS] parts.
final class FewRows {
  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;

  /// Dot products computed at once, so that there are four vectors of partial sums whatever the
  /// size of a vector.
  private static final int DOTS = Math.max(1, 4 * LANES / PlainGemm.PARTIAL_SUMS);

  /// Rows of B that are added at once.
  private static final int ROWS = 4;

  /// Columns of a row of C that stay in registers.
  static final int STRIP = 8 * LANES;

  private FewRows() {}

  /// Whether a product of this form has so few rows that it belongs here.
  static boolean suits(boolean transposeB, int rows) {
    return rows <= (transposeB ? PlainGemm.DOT_ROWS : 3);
  }

  /// Columns from `from` to `to - 1` of a product.
  static void multiply(Gemm product, int from, int to) {
    float[] scratch = Gemm.scratch(product.k + 4 * LANES);
    for (int i = 0; i < product.m; i++) {
      if (product.b.transposed()) {
        dotProducts(product, i, from, to, scratch);
      } else {
        row(product, i, from, to, scratch);
      }
      product.finish(i, 1, from, to - from);
    }
  }

  private static void row(Gemm g, int i, int from, int to, float[] scratch) {
    float[] a = g.a.values();
    int aAt = g.a.at() + (g.a.transposed() ? i : i * g.a.stride());
    int aStride = g.a.transposed() ? g.a.stride() : 1;
    float[] b = g.b.values();
    int bAt = g.b.at();
    int bStride = g.b.stride();
    float[] c = g.c.values();
    int cAt = g.c.at() + i * g.c.stride();
    boolean fresh = !g.epilogue.accumulate();
    int j = from + SPECIES.loopBound(to - from);
    if (fresh) {
      Arrays.fill(c, cAt + from, cAt + j, 0);
    }
    int done = from;
    // Of wider rows, a strip of B would not be read in order.
    if (to - from >= STRIP && to - from < 2 * STRIP) {
      addStrip(a, aAt, aStride, b, bAt + from, bStride, g.k, c, cAt + from);
      done += STRIP;
    }
    if (done < j) {
      addAllRows(a, aAt, aStride, b, bAt + done, bStride, g.k, c, cAt + done, j - done);
    }
    int rest = to - j;
    if (rest > 0) {
      // A whole vector, but for the last steps, where it would run over the end of B.
      int whole = Packing.stepsWithin(b.length, bAt + j, bStride, LANES, g.k);
      for (int l = 0; l < rest; l++) {
        scratch[l] = fresh ? 0 : c[cAt + j + l];
      }
      oneVector(a, aAt, aStride, b, bAt + j, bStride, whole, scratch, 0, scratch, 0);
      for (int p = whole; p < g.k; p++) {
        for (int l = 0; l < rest; l++) {
          scratch[l] = Math.fma(a[aAt + p * aStride], b[bAt + p * bStride + j + l], scratch[l]);
        }
      }
      System.arraycopy(scratch, 0, c, cAt + j, rest);
    }
  }

  /// Adds `k` rows of B, each times its number of A, to [#STRIP] columns of a row of C.
  private static void addStrip(
      float[] a, int aAt, int aStride, float[] b, int bAt, int bStride, int k, float[] c, int cAt) {
    FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
    FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + LANES);
    FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + 2 * LANES);
    FloatVector c3 = FloatVector.fromArray(SPECIES, c, cAt + 3 * LANES);
    FloatVector c4 = FloatVector.fromArray(SPECIES, c, cAt + 4 * LANES);
    FloatVector c5 = FloatVector.fromArray(SPECIES, c, cAt + 5 * LANES);
    FloatVector c6 = FloatVector.fromArray(SPECIES, c, cAt + 6 * LANES);
    FloatVector c7 = FloatVector.fromArray(SPECIES, c, cAt + 7 * LANES);
    for (int p = 0; p < k; p++) {
      FloatVector factor = FloatVector.broadcast(SPECIES, a[aAt + p * aStride]);
      int row = bAt + p * bStride;
      c0 = VectorMath.load(b, row).fma(factor, c0);
      c1 = VectorMath.load(b, row + LANES).fma(factor, c1);
      c2 = VectorMath.load(b, row + 2 * LANES).fma(factor, c2);
      c3 = VectorMath.load(b, row + 3 * LANES).fma(factor, c3);
      c4 = VectorMath.load(b, row + 4 * LANES).fma(factor, c4);
      c5 = VectorMath.load(b, row + 5 * LANES).fma(factor, c5);
      c6 = VectorMath.load(b, row + 6 * LANES).fma(factor, c6);
      c7 = VectorMath.load(b, row + 7 * LANES).fma(factor, c7);
    }
    c0.intoArray(c, cAt);
    c1.intoArray(c, cAt + LANES);
    c2.intoArray(c, cAt + 2 * LANES);
    c3.intoArray(c, cAt + 3 * LANES);
    c4.intoArray(c, cAt + 4 * LANES);
    c5.intoArray(c, cAt + 5 * LANES);
    c6.intoArray(c, cAt + 6 * LANES);
    c7.intoArray(c, cAt + 7 * LANES);
  }

  /// Adds `k` rows of B, each times its number of A, to a row of C.
  private static void addAllRows(
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      int bStride,
      int k,
      float[] c,
      int cAt,
      int count) {
    int p = 0;
    for (; p <= k - ROWS; p += ROWS) {
      addRows(a, aAt + p * aStride, aStride, b, bAt + p * bStride, bStride, c, cAt, count);
    }
    for (; p < k; p++) {
      addRow(a[aAt + p * aStride], b, bAt + p * bStride, c, cAt, count);
    }
  }

  /// Adds [#ROWS] rows of B, each times its number of A, to a row of C.
  private static void addRows(
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      int bStride,
      float[] c,
      int cAt,
      int count) {
    FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt]);
    FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + aStride]);
    FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + 2 * aStride]);
    FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + 3 * aStride]);
    for (int i = 0; i < count; i += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, c, cAt + i);
      sum = VectorMath.load(b, bAt + i).fma(a0, sum);
      sum = VectorMath.load(b, bAt + bStride + i).fma(a1, sum);
      sum = VectorMath.load(b, bAt + 2 * bStride + i).fma(a2, sum);
      sum = VectorMath.load(b, bAt + 3 * bStride + i).fma(a3, sum);
      sum.intoArray(c, cAt + i);
    }
  }

  private static void addRow(float a, float[] b, int bAt, float[] c, int cAt, int count) {
    FloatVector factor = FloatVector.broadcast(SPECIES, a);
    for (int i = 0; i < count; i += LANES) {
      VectorMath.load(b, bAt + i)
          .fma(factor, FloatVector.fromArray(SPECIES, c, cAt + i))
          .intoArray(c, cAt + i);
    }
  }

  private static void oneVector(
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      int bStride,
      int k,
      float[] from,
      int fromAt,
      float[] to,
      int toAt) {
    FloatVector c = FloatVector.fromArray(SPECIES, from, fromAt);
    for (int p = 0; p < k; p++) {
      c =
          VectorMath.load(b, bAt + p * bStride)
              .fma(FloatVector.broadcast(SPECIES, a[aAt + p * aStride]), c);
    }
    c.intoArray(to, toAt);
  }

  private static void dotProducts(Gemm g, int i, int from, int to, float[] scratch) {
    float[] x = g.a.values();
    int xAt = g.a.at() + i * g.a.stride();
    if (g.a.transposed()) {
      x = scratch;
      xAt = 4 * LANES;
      for (int p = 0; p < g.k; p++) {
        scratch[xAt + p] = g.a.values()[g.a.at() + p * g.a.stride() + i];
      }
    }
    float[] y = g.b.values();
    float[] c = g.c.values();
    int cAt = g.c.at() + i * g.c.stride();
    int whole = g.k - g.k % PlainGemm.PARTIAL_SUMS;
    for (int j = from; j < to; j += DOTS) {
      int dots = Math.min(DOTS, to - j);
      partialSums(x, xAt, y, g.b.at() + j * g.b.stride(), g.b.stride(), dots, whole, scratch);
      for (int d = 0; d < dots; d++) {
        int yAt = g.b.at() + (j + d) * g.b.stride();
        int sums = d * PlainGemm.PARTIAL_SUMS;
        for (int p = whole; p < g.k; p++) {
          scratch[sums + p - whole] = Math.fma(x[xAt + p], y[yAt + p], scratch[sums + p - whole]);
        }
        float sum = PlainGemm.sumOfPartialSums(scratch, sums);
        c[cAt + j + d] = (g.epilogue.accumulate() ? c[cAt + j + d] : 0) + sum;
      }
    }
  }

  /// Four vectors of partial sums: of four dot products, or of parts of fewer where vectors are
  /// short.
  private static void partialSums(
      float[] x, int xAt, float[] y, int yAt, int yStride, int dots, int k, float[] to) {
    int x1 = LANES % PlainGemm.PARTIAL_SUMS;
    int x2 = 2 * LANES % PlainGemm.PARTIAL_SUMS;
    int x3 = 3 * LANES % PlainGemm.PARTIAL_SUMS;
    // Where fewer rows of B are left, the last one is read again.
    int y1 = yAt + Math.min(dots - 1, LANES / PlainGemm.PARTIAL_SUMS) * yStride + x1;
    int y2 = yAt + Math.min(dots - 1, 2 * LANES / PlainGemm.PARTIAL_SUMS) * yStride + x2;
    int y3 = yAt + Math.min(dots - 1, 3 * LANES / PlainGemm.PARTIAL_SUMS) * yStride + x3;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p += PlainGemm.PARTIAL_SUMS) {
      s0 = VectorMath.load(x, xAt + p).fma(FloatVector.fromArray(SPECIES, y, yAt + p), s0);
      s1 = VectorMath.load(x, xAt + x1 + p).fma(FloatVector.fromArray(SPECIES, y, y1 + p), s1);
      s2 = VectorMath.load(x, xAt + x2 + p).fma(FloatVector.fromArray(SPECIES, y, y2 + p), s2);
      s3 = VectorMath.load(x, xAt + x3 + p).fma(FloatVector.fromArray(SPECIES, y, y3 + p), s3);
    }
    s0.intoArray(to, 0);
    s1.intoArray(to, LANES);
    s2.intoArray(to, 2 * LANES);
    s3.intoArray(to, 3 * LANES);
  }
}
