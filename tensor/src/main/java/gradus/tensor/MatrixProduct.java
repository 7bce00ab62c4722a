package gradus.tensor;

import gradus.tensor.kernel.DoubleKernels;
import gradus.tensor.kernel.Epilogue;
import gradus.tensor.kernel.Workers;

/// The values of matrix products, one for each index of the leading axes.
final class MatrixProduct {
  private MatrixProduct() {}

  static void run(Op.MatMul op, Tensor a, Tensor b, Signature result, Object y) {
    run(op, a, b, result, y, Epilogue.STORE);
  }

  static void run(Op.MatMul op, Tensor a, Tensor b, Signature result, Object y, Epilogue epilogue) {
    Shape left = a.shape();
    Shape right = b.shape();
    Shape to = result.shape();
    int m = to.size(-2);
    int n = to.size(-1);
    int k = left.size(op.transposeA() ? -2 : -1);
    int lda = left.size(-1);
    int ldb = right.size(-1);
    int batches = to.elements(0, to.rank() - 2);
    if (batches == 1) {
      one(op, m, n, k, a.array(), 0, lda, b.array(), 0, ldb, y, 0, epilogue);
      return;
    }
    int[] aAt = offsets(left, to);
    int[] bAt = offsets(right, to);
    Workers.run(
        batches,
        batch ->
            one(
                op,
                m,
                n,
                k,
                a.array(),
                aAt[batch],
                lda,
                b.array(),
                bAt[batch],
                ldb,
                y,
                batch * m * n,
                epilogue));
  }

  private static void one(
      Op.MatMul op,
      int m,
      int n,
      int k,
      Object a,
      int aAt,
      int lda,
      Object b,
      int bAt,
      int ldb,
      Object y,
      int yAt,
      Epilogue epilogue) {
    if (y instanceof float[] floats) {
      Evaluator.KERNELS.gemm(
          op.transposeA(),
          op.transposeB(),
          m,
          n,
          k,
          (float[]) a,
          aAt,
          lda,
          (float[]) b,
          bAt,
          ldb,
          floats,
          yAt,
          n,
          epilogue);
    } else {
      DoubleKernels.gemm(
          op.transposeA(),
          op.transposeB(),
          m,
          n,
          k,
          (double[]) a,
          aAt,
          lda,
          (double[]) b,
          bAt,
          ldb,
          (double[]) y,
          yAt,
          n);
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
