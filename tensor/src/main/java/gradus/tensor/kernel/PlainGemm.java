package gradus.tensor.kernel;

import java.util.Arrays;

/// The matrix product in plain loops: the oracle of [Gemm], and its stand-in where there is no
/// Vector API.
///
/// Every element of the result is one chain of fused multiply-adds, `c = fma(a[i][p], b[p][j], c)`,
/// for p from 0 to k - 1, begun with 0, or with the old value of C where that is to be added. The
/// bias is added to the end of the chain. So the bits depend on nothing but the row of A, the
/// column of B and the epilogue.
///
/// The one exception is a product of at most [#DOT_ROWS] rows with B transposed. There an element
/// is a dot product of two rows in [#PARTIAL_SUMS] interleaved chains, which are added up in pairs
/// at the end.
final class PlainGemm {
  /// The most rows that are multiplied as dot products.
  static final int DOT_ROWS = 4;

  /// Chains of a dot product: the numbers in the longest vector.
  static final int PARTIAL_SUMS = 16;

  /// A quarter of a million multiply-adds: below, handing out the work costs more than it saves.
  private static final long WORTH_SHARING = 1 << 18;

  private PlainGemm() {}

  /// As [Kernels#gemm].
  static void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aAt,
      int lda,
      float[] b,
      int bAt,
      int ldb,
      float[] c,
      int cAt,
      int ldc,
      Epilogue epilogue) {
    int tasks = (long) m * n * k < WORTH_SHARING ? 1 : Math.min(m, 4 * Workers.threads());
    multiply(
        tasks, transposeA, transposeB, m, n, k, a, aAt, lda, b, bAt, ldb, c, cAt, ldc, epilogue);
  }

  /// As [Kernels#gemm], in as many tasks as the caller says: with one, other threads are left
  /// alone.
  static void multiply(
      int tasks,
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aAt,
      int lda,
      float[] b,
      int bAt,
      int ldb,
      float[] c,
      int cAt,
      int ldc,
      Epilogue epilogue) {
    if (m == 0 || n == 0) {
      return;
    }
    boolean dots = transposeB && m <= DOT_ROWS;
    float[][] rows = dots ? new float[0][] : rows(transposeB, n, k, b, bAt, ldb);
    Workers.run(
        tasks,
        task -> {
          float[] sums = new float[n];
          int to = (int) ((long) m * (task + 1) / tasks);
          for (int i = (int) ((long) m * task / tasks); i < to; i++) {
            int row = cAt + i * ldc;
            if (epilogue.accumulate()) {
              System.arraycopy(c, row, sums, 0, n);
            } else {
              Arrays.fill(sums, 0);
            }
            int x = transposeA ? aAt + i : aAt + i * lda;
            int step = transposeA ? lda : 1;
            if (dots) {
              addDotProducts(k, a, x, step, b, bAt, ldb, sums);
            } else {
              addMultiples(k, a, x, step, rows, sums);
            }
            finish(epilogue, i, sums);
            System.arraycopy(sums, 0, c, row, n);
          }
        });
  }

  /// The rows of op(B), each an array: the compiler makes vectors of a loop over several arrays
  /// only if it runs over the same indices in all of them.
  private static float[][] rows(boolean transposeB, int n, int k, float[] b, int bAt, int ldb) {
    float[][] rows = new float[k][];
    for (int p = 0; p < k; p++) {
      if (transposeB) {
        rows[p] = new float[n];
        for (int j = 0; j < n; j++) {
          rows[p][j] = b[bAt + j * ldb + p];
        }
      } else {
        rows[p] = Arrays.copyOfRange(b, bAt + p * ldb, bAt + p * ldb + n);
      }
    }
    return rows;
  }

  /// `c[j] += sum over p of a[p] * b[p][j]`, four rows of B at a time, because c is then loaded and
  /// stored less often.
  private static void addMultiples(int k, float[] a, int aAt, int aStep, float[][] b, float[] c) {
    int p = 0;
    for (; p <= k - 4; p += 4) {
      int x = aAt + p * aStep;
      addFour(
          a[x],
          b[p],
          a[x + aStep],
          b[p + 1],
          a[x + 2 * aStep],
          b[p + 2],
          a[x + 3 * aStep],
          b[p + 3],
          c);
    }
    for (; p < k; p++) {
      addOne(a[aAt + p * aStep], b[p], c);
    }
  }

  private static void addFour(
      float f0,
      float[] x0,
      float f1,
      float[] x1,
      float f2,
      float[] x2,
      float f3,
      float[] x3,
      float[] y) {
    for (int j = 0; j < y.length; j++) {
      float sum = Math.fma(f1, x1[j], Math.fma(f0, x0[j], y[j]));
      y[j] = Math.fma(f3, x3[j], Math.fma(f2, x2[j], sum));
    }
  }

  private static void addOne(float factor, float[] x, float[] y) {
    for (int j = 0; j < y.length; j++) {
      y[j] = Math.fma(factor, x[j], y[j]);
    }
  }

  /// `c[j] += sum over p of a[p] * b[j][p]`
  private static void addDotProducts(
      int k, float[] a, int aAt, int aStep, float[] b, int bAt, int bStride, float[] c) {
    float[] sums = new float[PARTIAL_SUMS];
    for (int j = 0; j < c.length; j++) {
      Arrays.fill(sums, 0);
      for (int p = 0; p < k; p++) {
        int l = p % PARTIAL_SUMS;
        sums[l] = Math.fma(a[aAt + p * aStep], b[bAt + j * bStride + p], sums[l]);
      }
      c[j] += sumOfPartialSums(sums, 0);
    }
  }

  /// Adds up the chains of a dot product, in pairs. Overwrites them.
  static float sumOfPartialSums(float[] sums, int at) {
    for (int half = PARTIAL_SUMS / 2; half > 0; half /= 2) {
      for (int l = at; l < at + half; l++) {
        sums[l] += sums[l + half];
      }
    }
    return sums[at];
  }

  private static void finish(Epilogue epilogue, int row, float[] c) {
    float[] bias = epilogue.bias();
    if (bias != null) {
      int biasAt = epilogue.biasAt() + row * epilogue.rowStep();
      for (int j = 0; j < c.length; j++) {
        c[j] += bias[biasAt + j * epilogue.columnStep()];
      }
    }
    if (epilogue.relu()) {
      for (int j = 0; j < c.length; j++) {
        c[j] = Math.max(c[j], 0);
      }
    }
  }
}
