package gradus.tensor.kernel;

import gradus.tensor.Op.Binary;
import gradus.tensor.Op.Comparison;
import gradus.tensor.Op.Reduction;
import gradus.tensor.Op.Unary;

/// The float arithmetic under the tensors: loops over arrays, with no shapes and no checks.
///
/// Callers have validated everything. An argument `xAt` is the offset of the first element of `x`;
/// a step is 1, or 0 for an operand that is one number. An output may be the same array at the same
/// offset as an input of an elementwise kernel.
///
/// What a kernel writes for an element does not depend on where a caller cut the work into ranges:
/// calling an elementwise kernel twice on halves gives the same bits as once on the whole.
public interface Kernels {

  /// The size of the vectors in use, or 0 where there are none.
  int vectorBits();

  /// How many vectors the processor holds at once, or 0 where there are none.
  int vectorRegisters();

  /// `y[i] = op(x[i])`
  void unary(Unary op, float[] x, int xAt, float[] y, int yAt, int count);

  /// `y[i] = a[i] op b[i]`
  void binary(
      Binary op,
      float[] a,
      int aAt,
      int aStep,
      float[] b,
      int bAt,
      int bStep,
      float[] y,
      int yAt,
      int count);

  /// `y[i] = a[i] op b[i]`
  void compare(
      Comparison op,
      float[] a,
      int aAt,
      int aStep,
      float[] b,
      int bAt,
      int bStep,
      boolean[] y,
      int yAt,
      int count);

  /// `y[i] = c[i] ? a[i] : b[i]`
  void where(
      boolean[] c,
      int cAt,
      int cStep,
      float[] a,
      int aAt,
      int aStep,
      float[] b,
      int bAt,
      int bStep,
      float[] y,
      int yAt,
      int count);

  /// `y[r] = reduction over c of x[r][c]`, rows being `columns` apart. The order of summation
  /// depends on `columns` alone.
  void reduceRows(Reduction op, float[] x, int xAt, int rows, int columns, float[] y, int yAt);

  /// `y[c] = reduction over r of x[r][c]` for `columns` columns, rows being `stride` apart. The
  /// order of summation depends on `rows` alone.
  void reduceColumns(
      Reduction op, float[] x, int xAt, int rows, int columns, int stride, float[] y, int yAt);

  /// `y[r][c] = e^x[r][c] / sum over j of e^x[r][j]`; a row of -infinities, where everything is
  /// masked, gives zeros.
  void softmax(float[] x, int xAt, int rows, int columns, float[] y, int yAt);

  /// `y[r][c] = x[r][c] - log(sum over j of e^x[r][j])`; a row of -infinities gives -infinities.
  void logSoftmax(float[] x, int xAt, int rows, int columns, float[] y, int yAt);

  /// `y[r] = log(sum over c of e^x[r][c])`
  void logSumExp(float[] x, int xAt, int rows, int columns, float[] y, int yAt);

  /// `y[r][c] = x[r][c]`, rows of `x` being `xStride` apart and rows of `y` `yStride`: for rows too
  /// short for a call of their own.
  void copy(
      float[] x, int xAt, int rows, int columns, int xStride, float[] y, int yAt, int yStride);

  /// `y[r][c] += x[r][c]`, as [#copy]. Rows of `y` must not overlap.
  void add(float[] x, int xAt, int rows, int columns, int xStride, float[] y, int yAt, int yStride);

  /// `y[c][r] = x[r][c]`, rows of `x` being `xStride` apart and rows of `y` `yStride`.
  void transpose(
      float[] x, int xAt, int rows, int columns, int xStride, float[] y, int yAt, int yStride);

  /// For each place of a window over one channel, the index of the largest `x` that it sees: the
  /// first of several, not-a-number being largest.
  void windowMaximum(Sliding s, float[] x, int xAt, int[] y, int yAt);

  /// The outputs from `from` on of a convolution, `y = epilogue(x * kernel)`, for one group of one
  /// picture and all its filters, which are the rows of the epilogue.
  ///
  /// @param count whole rows of the output, or a part of one
  default void convolve(
      Sliding s,
      float[] x,
      int xAt,
      float[] kernel,
      int kernelAt,
      int from,
      int count,
      float[] y,
      int yAt,
      Epilogue epilogue) {
    Convolution.block(this, s, x, xAt, kernel, kernelAt, from, count, y, yAt, epilogue);
  }

  /// Adds what the outputs from `from` on say about the kernel of a group, which is transposed in
  /// `sum`: a row for each channel and place, a column for each filter.
  ///
  /// @param count whole rows of the output, or a part of one
  default void convolveKernel(
      Sliding s,
      float[] x,
      int xAt,
      float[] y,
      int yAt,
      int from,
      int count,
      float[] sum,
      int sumAt) {
    Convolution.addKernel(this, s, x, xAt, y, yAt, from, count, sum, sumAt);
  }

  /// `C = epilogue(op(A) op(B))`, where `op(A)` is m by k, `op(B)` is k by n, and rows of the
  /// *stored* matrices are `lda`, `ldb` and `ldc` apart. Runs on several threads ([Workers]) where
  /// that pays; the bits do not depend on how many.
  void gemm(
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
      Epilogue epilogue);
}
