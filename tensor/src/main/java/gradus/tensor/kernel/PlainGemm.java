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
  static void multiply(int m, int n, int k, Matrix a, Matrix b, Matrix c, Epilogue epilogue) {
    int tasks = (long) m * n * k < WORTH_SHARING ? 1 : Math.min(m, 4 * Workers.threads());
    multiply(tasks, m, n, k, a, b, c, epilogue);
  }

  /// As [Kernels#gemm], in as many tasks as the caller says: with one, other threads are left
  /// alone.
  static void multiply(
      int tasks, int m, int n, int k, Matrix a, Matrix b, Matrix c, Epilogue epilogue) {
    if (m == 0 || n == 0) {
      return;
    }
    boolean dots = b.transposed() && m <= DOT_ROWS;
    float[][] rows = dots ? new float[0][] : rows(b, n, k);
    Workers.run(
        tasks,
        task -> {
          float[] sums = new float[n];
          int to = (int) ((long) m * (task + 1) / tasks);
          for (int i = (int) ((long) m * task / tasks); i < to; i++) {
            int row = c.at() + i * c.stride();
            if (epilogue.accumulate()) {
              System.arraycopy(c.values(), row, sums, 0, n);
            } else {
              Arrays.fill(sums, 0);
            }
            int x = a.at() + (a.transposed() ? i : i * a.stride());
            int step = a.transposed() ? a.stride() : 1;
            if (dots) {
              addDotProducts(k, a.values(), x, step, b, sums);
            } else {
              addMultiples(k, a.values(), x, step, rows, sums);
            }
            finish(epilogue, i, sums);
            System.arraycopy(sums, 0, c.values(), row, n);
          }
        });
  }

  /// The rows of op(B), each an array: the compiler makes vectors of a loop over several arrays
  /// only if it runs over the same indices in all of them.
  private static float[][] rows(Matrix b, int n, int k) {
    float[][] rows = new float[k][];
    for (int p = 0; p < k; p++) {
      if (b.transposed()) {
        rows[p] = new float[n];
        for (int j = 0; j < n; j++) {
          rows[p][j] = b.values()[b.at() + j * b.stride() + p];
        }
      } else {
        int row = b.at() + p * b.stride();
        rows[p] = Arrays.copyOfRange(b.values(), row, row + n);
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
      float sum = Fused.multiplyAdd(f1, x1[j], Fused.multiplyAdd(f0, x0[j], y[j]));
      y[j] = Fused.multiplyAdd(f3, x3[j], Fused.multiplyAdd(f2, x2[j], sum));
    }
  }

  private static void addOne(float factor, float[] x, float[] y) {
    for (int j = 0; j < y.length; j++) {
      y[j] = Fused.multiplyAdd(factor, x[j], y[j]);
    }
  }

  /// `c[j] += sum over p of a[p] * b[j][p]`
  private static void addDotProducts(int k, float[] a, int aAt, int aStep, Matrix b, float[] c) {
    float[] sums = new float[PARTIAL_SUMS];
    for (int j = 0; j < c.length; j++) {
      Arrays.fill(sums, 0);
      int row = b.at() + j * b.stride();
      for (int p = 0; p < k; p++) {
        int l = p % PARTIAL_SUMS;
        sums[l] = Fused.multiplyAdd(a[aAt + p * aStep], b.values()[row + p], sums[l]);
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
