package gradus.tensor;

import gradus.tensor.kernel.DoubleKernels;
import gradus.tensor.kernel.Epilogue;
import gradus.tensor.kernel.Matrix;
import gradus.tensor.kernel.Workers;

/// The values of matrix products, one for each index of the leading axes.
final class MatrixProduct {
  private MatrixProduct() {}

  static void run(Op.MatMul op, Tensor a, Tensor b, Signature result, Object y) {
    run(op, a, b, result, y, Epilogue.STORE);
  }

  static void run(Op.MatMul op, Tensor a, Tensor b, Signature result, Object y, Epilogue epilogue) {
    Shape to = result.shape();
    int batches = to.elements(0, to.rank() - 2);
    if (batches == 1) {
      one(op, a, 0, b, 0, to, y, 0, epilogue);
      return;
    }
    int[] aAt = offsets(a.shape(), to);
    int[] bAt = offsets(b.shape(), to);
    int size = to.size(-2) * to.size(-1);
    Workers.run(
        batches, batch -> one(op, a, aAt[batch], b, bAt[batch], to, y, batch * size, epilogue));
  }

  private static void one(
      Op.MatMul op,
      Tensor a,
      int aAt,
      Tensor b,
      int bAt,
      Shape result,
      Object y,
      int yAt,
      Epilogue epilogue) {
    int m = result.size(-2);
    int n = result.size(-1);
    int k = a.size(op.transposeA() ? -2 : -1);
    if (y instanceof float[] floats) {
      Evaluator.KERNELS.gemm(
          m,
          n,
          k,
          new Matrix((float[]) a.array(), aAt, a.size(-1), op.transposeA()),
          new Matrix((float[]) b.array(), bAt, b.size(-1), op.transposeB()),
          new Matrix(floats, yAt, n),
          epilogue);
    } else {
      DoubleKernels.gemm(
          m,
          n,
          k,
          new DoubleKernels.Matrix((double[]) a.array(), aAt, a.size(-1), op.transposeA()),
          new DoubleKernels.Matrix((double[]) b.array(), bAt, b.size(-1), op.transposeB()),
          new DoubleKernels.Matrix((double[]) y, yAt, n, false));
    }
  }

  /// Where each matrix of an operand begins, for every index of the result's leading axes.
  private static int[] offsets(Shape operand, Shape result) {
    int leading = result.rank() - 2;
    Shape own = operand.part(0, operand.rank() - 2);
    int matrix = operand.elements(operand.rank() - 2, operand.rank());
    var offsets = new int[result.elements(0, leading)];
    for (int i = 0; i < offsets.length; i++) {
      int rest = i;
      for (int axis = leading - 1; axis >= 0; axis--) {
        int index = rest % result.size(axis);
        rest /= result.size(axis);
        offsets[i] += index * Strides.broadcast(own, leading, axis) * matrix;
      }
    }
    return offsets;
  }
}
