package gradus.tensor.kernel;

import java.util.Arrays;

/// The matrix product in plain loops: the oracle of [Gemm], and its stand-in where there is no
/// Vector API.
///
/// Every element of the result is one chain of fused multiply-adds, `c = fma(a[i][p], b[p][j], c)`,
/// for p from 0 to k - 1, begun with 0, or with the old value of C where that is to be added. The
/// bias is added to the end of the chain. So the bits depend on nothing but the row of A, the
/// column of B and the epilogue.
final class PlainGemm {
  /// Half a million multiply-adds: below, handing out the work costs more than it saves.
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
    if (m == 0 || n == 0) {
      return;
    }
    // The inner loop runs along a row of op(B), so that it reads neighbours and the compiler turns
    // it into vectors.
    float[] rows = transposeB ? transposed(b, bAt, ldb, n, k) : b;
    int rowsAt = transposeB ? 0 : bAt;
    int rowStride = transposeB ? n : ldb;
    int tasks = (long) m * n * k < WORTH_SHARING ? 1 : Math.min(m, 4 * Workers.threads());
    Workers.run(
        tasks,
        task -> {
          int to = (int) ((long) m * (task + 1) / tasks);
          for (int i = (int) ((long) m * task / tasks); i < to; i++) {
            int row = cAt + i * ldc;
            if (!epilogue.accumulate()) {
              Arrays.fill(c, row, row + n, 0);
            }
            for (int p = 0; p < k; p++) {
              float factor = a[transposeA ? aAt + p * lda + i : aAt + i * lda + p];
              addMultiple(factor, rows, rowsAt + p * rowStride, c, row, n);
            }
            finish(epilogue, c, row, n);
          }
        });
  }

  /// `y += factor * x`
  private static void addMultiple(float factor, float[] x, int xAt, float[] y, int yAt, int count) {
    for (int j = 0; j < count; j++) {
      y[yAt + j] = Math.fma(factor, x[xAt + j], y[yAt + j]);
    }
  }

  private static void finish(Epilogue epilogue, float[] c, int row, int n) {
    float[] bias = epilogue.bias();
    if (bias != null) {
      for (int j = 0; j < n; j++) {
        c[row + j] += bias[epilogue.biasAt() + j];
      }
    }
    if (epilogue.relu()) {
      for (int j = 0; j < n; j++) {
        c[row + j] = Math.max(c[row + j], 0);
      }
    }
  }

  private static float[] transposed(float[] x, int xAt, int stride, int rows, int columns) {
    float[] y = new float[Math.multiplyExact(rows, columns)];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        y[j * rows + i] = x[xAt + i * stride + j];
      }
    }
    return y;
  }
}
