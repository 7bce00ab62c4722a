package gradus.tensor;

import static gradus.tensor.Evaluator.KERNELS;

import gradus.tensor.kernel.DoubleKernels;
import gradus.tensor.kernel.Philox;
import gradus.tensor.kernel.Scalars;

/// The values of elementwise operations.
final class Elementwise {
  private Elementwise() {}

  static void unary(Op.Unary op, Tensor x, Object y) {
    int count = x.shape().elements();
    Object in = x.array();
    if (x.dtype() == DType.FLOAT32) {
      ElementLoop.ranges(
          count,
          (from, length) -> KERNELS.unary(op, (float[]) in, from, (float[]) y, from, length));
    } else {
      DoubleKernels.unary(op, (double[]) in, 0, (double[]) y, 0, count);
    }
  }

  static void binary(Op.Binary op, Tensor a, Tensor b, Signature result, Object y) {
    Object x1 = a.array();
    Object x2 = b.array();
    ElementLoop.Run run =
        switch (result.dtype()) {
          case FLOAT32 ->
              (aAt, aStep, bAt, bStep, _, _, yAt, count) ->
                  KERNELS.binary(
                      op,
                      (float[]) x1,
                      aAt,
                      aStep,
                      (float[]) x2,
                      bAt,
                      bStep,
                      (float[]) y,
                      yAt,
                      count);
          case FLOAT64 ->
              (aAt, aStep, bAt, bStep, _, _, yAt, count) ->
                  DoubleKernels.binary(
                      op,
                      (double[]) x1,
                      aAt,
                      aStep,
                      (double[]) x2,
                      bAt,
                      bStep,
                      (double[]) y,
                      yAt,
                      count);
          default ->
              (aAt, aStep, bAt, bStep, _, _, yAt, count) -> {
                for (int i = 0; i < count; i++) {
                  ((int[]) y)[yAt + i] =
                      Scalars.binary(
                          op, ((int[]) x1)[aAt + i * aStep], ((int[]) x2)[bAt + i * bStep]);
                }
              };
        };
    ElementLoop.over(result.shape(), a.shape(), b.shape(), Shape.SCALAR, run);
  }

  static void compare(Op.Comparison op, Tensor a, Tensor b, Signature result, boolean[] y) {
    Object x1 = a.array();
    Object x2 = b.array();
    DType type = a.dtype();
    ElementLoop.Run run =
        type == DType.FLOAT32
            ? (aAt, aStep, bAt, bStep, _, _, yAt, count) ->
                KERNELS.compare(
                    op, (float[]) x1, aAt, aStep, (float[]) x2, bAt, bStep, y, yAt, count)
            : (aAt, aStep, bAt, bStep, _, _, yAt, count) -> {
              for (int i = 0; i < count; i++) {
                y[yAt + i] =
                    Scalars.compare(
                        op,
                        Arrays.element(type, x1, aAt + i * aStep),
                        Arrays.element(type, x2, bAt + i * bStep));
              }
            };
    ElementLoop.over(result.shape(), a.shape(), b.shape(), Shape.SCALAR, run);
  }

  static void logic(Op.Logic op, Tensor a, Tensor b, Signature result, boolean[] y) {
    var x1 = (boolean[]) a.array();
    var x2 = (boolean[]) b.array();
    ElementLoop.over(
        result.shape(),
        a.shape(),
        b.shape(),
        Shape.SCALAR,
        (aAt, aStep, bAt, bStep, _, _, yAt, count) ->
            logic(op, x1, aAt, aStep, x2, bAt, bStep, y, yAt, count));
  }

  static void logic(
      Op.Logic op,
      boolean[] a,
      int aAt,
      int aStep,
      boolean[] b,
      int bAt,
      int bStep,
      boolean[] y,
      int yAt,
      int count) {
    for (int i = 0; i < count; i++) {
      boolean left = a[aAt + i * aStep];
      boolean right = b[bAt + i * bStep];
      y[yAt + i] =
          switch (op) {
            case AND -> left && right;
            case OR -> left || right;
            case XOR -> left ^ right;
          };
    }
  }

  static void test(Op.Test op, Tensor x, boolean[] y) {
    int count = x.shape().elements();
    Object in = x.array();
    for (int i = 0; i < count; i++) {
      double value = Arrays.element(x.dtype(), in, i);
      y[i] =
          switch (op) {
            case IS_NAN -> Double.isNaN(value);
            case IS_FINITE -> Double.isFinite(value);
            case NOT -> value == 0;
          };
    }
  }

  static void where(Tensor condition, Tensor a, Tensor b, Signature result, Object y) {
    var c = (boolean[]) condition.array();
    Object x1 = a.array();
    Object x2 = b.array();
    ElementLoop.Run run =
        result.dtype() == DType.FLOAT32
            ? (cAt, cStep, aAt, aStep, bAt, bStep, yAt, count) ->
                KERNELS.where(
                    c,
                    cAt,
                    cStep,
                    (float[]) x1,
                    aAt,
                    aStep,
                    (float[]) x2,
                    bAt,
                    bStep,
                    (float[]) y,
                    yAt,
                    count)
            : (cAt, cStep, aAt, aStep, bAt, bStep, yAt, count) -> {
              for (int i = 0; i < count; i++) {
                if (c[cAt + i * cStep]) {
                  System.arraycopy(x1, aAt + i * aStep, y, yAt + i, 1);
                } else {
                  System.arraycopy(x2, bAt + i * bStep, y, yAt + i, 1);
                }
              }
            };
    ElementLoop.over(result.shape(), condition.shape(), a.shape(), b.shape(), run);
  }

  static void cast(Tensor x, DType to, Object y) {
    int count = x.shape().elements();
    Object in = x.array();
    DType from = x.dtype();
    for (int i = 0; i < count; i++) {
      double value = Arrays.element(from, in, i);
      switch (to) {
        case FLOAT32 -> ((float[]) y)[i] = (float) value;
        case FLOAT64 -> ((double[]) y)[i] = value;
        case INT32 -> ((int[]) y)[i] = (int) value;
        case BOOL -> ((boolean[]) y)[i] = value != 0;
      }
    }
  }

  static void random(Op.Random op, Tensor key, float[] y) {
    var words = (int[]) key.array();
    ElementLoop.ranges(
        op.shape().elements(),
        (from, length) -> {
          switch (op.distribution()) {
            case UNIFORM -> Philox.uniform(words, op.stream(), from, length, y, from);
            case NORMAL -> Philox.normal(words, op.stream(), from, length, y, from);
          }
        });
  }
}
