package gradus.tensor.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.jspecify.annotations.Nullable;

/// The kernels on the vector registers of the machine.
///
/// Every kernel agrees with [PlainKernels] within about two units in the last place. The results on
/// a machine do not depend on how work is cut into ranges, nor on whether the compiler has got to a
/// loop yet; machines with vectors of another width may add up in another order.
public final class SimdKernels implements Kernels {
  /// The kernels; they have no state.
  public SimdKernels() {}

  @Override
  public int vectorBits() {
    return Lanes.SPECIES.vectorBitSize();
  }

  @Override
  public int vectorRegisters() {
    return Lanes.REGISTERS;
  }

  @Override
  public void unary(UnaryFunction op, float[] x, int xAt, float[] y, int yAt, int count) {
    SimdUnary.run(op, x, xAt, y, yAt, count);
  }

  @Override
  public void binary(BinaryFunction op, Floats a, Floats b, float[] y, int yAt, int count) {
    SimdBinary.run(op, a, b, y, yAt, count);
  }

  @Override
  public void compare(ComparisonFunction op, Floats a, Floats b, boolean[] y, int yAt, int count) {
    SimdSelection.compare(op, a, b, y, yAt, count);
  }

  @Override
  public void where(Masks c, Floats a, Floats b, float[] y, int yAt, int count) {
    SimdSelection.where(c, a, b, y, yAt, count);
  }

  @Override
  public SingleLoop singleLoop(Steps steps) {
    return LoopCompiler.compile(steps);
  }

  @Override
  public void reduceRows(
      ReductionFunction op, float[] x, int xAt, int rows, int columns, float[] y, int yAt) {
    SimdReductions.rows(op, x, xAt, rows, columns, y, yAt);
  }

  @Override
  public void reduceColumns(
      ReductionFunction op,
      float[] x,
      int xAt,
      int rows,
      int columns,
      int stride,
      float[] y,
      int yAt) {
    SimdColumns.reduce(op, x, xAt, rows, columns, stride, y, yAt);
  }

  @Override
  public void softmax(float[] x, int xAt, int rows, int columns, float[] y, int yAt) {
    SimdSoftmax.softmax(x, xAt, rows, columns, y, yAt);
  }

  @Override
  public void logSoftmax(float[] x, int xAt, int rows, int columns, float[] y, int yAt) {
    SimdSoftmax.logSoftmax(x, xAt, rows, columns, y, yAt);
  }

  @Override
  public void logSumExp(float[] x, int xAt, int rows, int columns, float[] y, int yAt) {
    SimdSoftmax.logSumExp(x, xAt, rows, columns, y, yAt);
  }

  @Override
  public void copy(
      float[] x, int xAt, int rows, int columns, int xStride, float[] y, int yAt, int yStride) {
    int whole = columns - columns % Lanes.COUNT;
    VectorMask<Float> rest = Lanes.SPECIES.indexInRange(whole, columns);
    // Without gaps, what is written beyond a row is overwritten by the rows that follow.
    int last = yStride == columns ? yAt + rows * columns - Lanes.COUNT : -1;
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * xStride;
      int to = yAt + r * yStride;
      for (int c = 0; c < whole; c += Lanes.COUNT) {
        FloatVector.fromArray(Lanes.SPECIES, x, from + c).intoArray(y, to + c);
      }
      if (to + whole <= last && from + whole + Lanes.COUNT <= x.length) {
        FloatVector.fromArray(Lanes.SPECIES, x, from + whole).intoArray(y, to + whole);
      } else if (whole < columns) {
        FloatVector.fromArray(Lanes.SPECIES, x, from + whole, rest).intoArray(y, to + whole, rest);
      }
    }
  }

  @Override
  public void add(RowSums sums, float[] x, int xAt, float[] y, int yAt) {
    SimdRowSums.add(sums, x, xAt, y, yAt);
  }

  @Override
  public void transpose(
      float[] x, int xAt, int rows, int columns, int xStride, float[] y, int yAt, int yStride) {
    Transposition.transpose(x, xAt, rows, columns, xStride, y, yAt, yStride);
  }

  @Override
  public void windowMaximum(
      Sliding s, float[] x, int xAt, int @Nullable [] places, float @Nullable [] values, int yAt) {
    SimdWindows.largest(s, x, xAt, places, values, yAt);
  }

  @Override
  public void convolve(Sliding.Block block, Floats x, Floats kernel, Floats y, Epilogue epilogue) {
    Sliding s = block.sizes();
    int count = block.count();
    if (Convolution.seesItself(s)
        || FewRows.suits(false, s.filters())
        || !VectorWarmUp.isReady(false, false, s.filters(), count, s.depth())) {
      Kernels.super.convolve(block, x, kernel, y, epilogue);
      return;
    }
    var filters = new Matrix(kernel.values(), kernel.at(), s.depth());
    Unfolding.of(block, x).multiply(this, block, filters, y, epilogue);
  }

  @Override
  public void convolveKernel(Sliding.Block block, Floats x, Floats y, Floats sum) {
    Sliding s = block.sizes();
    int count = block.count();
    if (Convolution.seesItself(s)
        || FewRows.suits(true, s.depth())
        || !VectorWarmUp.isReady(false, true, s.depth(), s.filters(), count)) {
      Kernels.super.convolveKernel(block, x, y, sum);
      return;
    }
    Unfolding.of(block, x).multiplyTransposed(block, y, sum);
  }

  @Override
  public PatchTransforms patchTransforms() {
    return VectorWarmUp.patchesAreReady() ? SimdPatches.INSTANCE : PlainPatches.INSTANCE;
  }

  @Override
  public void gemm(int m, int n, int k, Matrix a, Matrix b, Matrix c, Epilogue epilogue) {
    Gemm.multiply(m, n, k, a, b, c, epilogue);
  }
}
