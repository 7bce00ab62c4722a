package gradus.tensor.kernel;

import org.jspecify.annotations.Nullable;

/// The float arithmetic under the tensors: loops over arrays, with no shapes and no checks.
///
/// Callers have validated everything. An argument `xAt` is the offset of the first element of `x`.
/// An output may be the same array at the same offset as an input of an elementwise kernel.
///
/// What a kernel writes for an element does not depend on where a caller cut the work into ranges:
/// calling an elementwise kernel twice on halves gives the same bits as once on the whole.
public interface Kernels {

  /// The size of the vectors in use, or 0 where there are none.
  int vectorBits();

  /// How many vectors the processor holds at once, or 0 where there are none.
  int vectorRegisters();

  /// `y[i] = op(x[i])`
  void unary(UnaryFunction op, float[] x, int xAt, float[] y, int yAt, int count);

  /// `y[i] = a[i] op b[i]`
  void binary(BinaryFunction op, Floats a, Floats b, float[] y, int yAt, int count);

  /// `y[i] = a[i] op b[i]`
  void compare(ComparisonFunction op, Floats a, Floats b, boolean[] y, int yAt, int count);

  /// `y[i] = c[i] ? a[i] : b[i]`
  void where(Masks c, Floats a, Floats b, float[] y, int yAt, int count);

  /// One loop for all the steps, or null where there are no vectors. Each step's function has a
  /// [Steps#weight].
  default @Nullable SingleLoop singleLoop(Steps steps) {
    return null;
  }

  /// `y[r] = reduction over c of x[r][c]`, rows being `columns` apart. The order of summation
  /// depends on `columns` alone.
  void reduceRows(
      ReductionFunction op, float[] x, int xAt, int rows, int columns, float[] y, int yAt);

  /// `y[c] = reduction over r of x[r][c]` for `columns` columns, rows being `stride` apart. The
  /// order of summation depends on `rows` alone.
  void reduceColumns(
      ReductionFunction op,
      float[] x,
      int xAt,
      int rows,
      int columns,
      int stride,
      float[] y,
      int yAt);

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

  /// Adds pieces of `x`, from `xAt` on, to rows of `y`, from `yAt` on, where no zero is negative.
  /// There are numbers before and behind the pieces of `x`, as many as their margin.
  void add(RowSums sums, float[] x, int xAt, float[] y, int yAt);

  /// `y[c][r] = x[r][c]`, rows of `x` being `xStride` apart and rows of `y` `yStride`.
  void transpose(
      float[] x, int xAt, int rows, int columns, int xStride, float[] y, int yAt, int yStride);

  /// For each place of a window over one channel, the index of the largest `x` that it sees, the
  /// first of several, not-a-number being largest; and that `x`. What is null is not written.
  void windowMaximum(
      Sliding s, float[] x, int xAt, int @Nullable [] places, float @Nullable [] values, int yAt);

  /// A block of the outputs of a convolution, `y = epilogue(x * kernel)`, for one group and all its
  /// filters, which are the rows of the epilogue: it has no bias for each column, and y is not
  /// added.
  default void convolve(Sliding.Block block, Floats x, Floats kernel, Floats y, Epilogue epilogue) {
    for (int i = 0; i < block.pictures(); i++) {
      Floats to = block.output(y, i);
      Convolution.block(this, block.single(), block.input(x, i), kernel, to, epilogue);
    }
  }

  /// Adds what a block of the outputs says about the kernel of a group, which is transposed in
  /// `sum`: a row for each channel and place, a column for each filter.
  default void convolveKernel(Sliding.Block block, Floats x, Floats y, Floats sum) {
    for (int i = 0; i < block.pictures(); i++) {
      Convolution.addKernel(this, block.single(), block.input(x, i), block.output(y, i), sum);
    }
  }

  /// The transforms of patches for [Winograd].
  default PatchTransforms patchTransforms() {
    return PlainPatches.INSTANCE;
  }

  /// `C = epilogue(A B)`, where A is m by k and B is k by n, each perhaps the transpose of what is
  /// stored, and C is not. Runs on several threads ([Workers]) where that pays; the bits do not
  /// depend on how many.
  void gemm(int m, int n, int k, Matrix a, Matrix b, Matrix c, Epilogue epilogue);
}
