package gradus.tensor;

import static gradus.tensor.Evaluator.KERNELS;

import gradus.tensor.kernel.DoubleKernels;
import gradus.tensor.kernel.Doubles;
import gradus.tensor.kernel.Floats;
import gradus.tensor.kernel.Masks;
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
          (from, length) ->
              KERNELS.unary(op.function(), (float[]) in, from, (float[]) y, from, length));
    } else {
      DoubleKernels.unary(op.function(), (double[]) in, 0, (double[]) y, 0, count);
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
                      op.function(),
                      new Floats((float[]) x1, aAt, aStep),
                      new Floats((float[]) x2, bAt, bStep),
                      (float[]) y,
                      yAt,
                      count);
          case FLOAT64 ->
              (aAt, aStep, bAt, bStep, _, _, yAt, count) ->
                  DoubleKernels.binary(
                      op.function(),
                      new Doubles((double[]) x1, aAt, aStep),
                      new Doubles((double[]) x2, bAt, bStep),
                      (double[]) y,
                      yAt,
                      count);
          default -> {
            if (op == Op.Binary.DIVIDE || op == Op.Binary.REMAINDER) {
              checkDivisor(op, a, b);
            }
            yield (aAt, aStep, bAt, bStep, _, _, yAt, count) -> {
              var left = (int[]) x1;
              var right = (int[]) x2;
              var out = (int[]) y;
              for (int i = 0; i < count; i++) {
                out[yAt + i] =
                    Scalars.binary(op.function(), left[aAt + i * aStep], right[bAt + i * bStep]);
              }
            };
          }
        };
    ElementLoop.over(result.shape(), a.shape(), b.shape(), Shape.SCALAR, run);
  }

  private static void checkDivisor(Op.Binary op, Tensor a, Tensor b) {
    var divisor = (int[]) b.array();
    for (int i = 0; i < b.shape().elements(); i++) {
      if (divisor[i] == 0 && a.shape().elements() > 0) {
        throw new TensorException(
            "%s: %s by %s, whose element %d is 0, and an integer cannot be divided by 0; replace"
                + " it with where, or cast both to FLOAT32",
            Names.of(op), a.signature(), b.signature(), i);
      }
    }
  }

  static void compare(Op.Comparison op, Tensor a, Tensor b, Signature result, boolean[] y) {
    Object x1 = a.array();
    Object x2 = b.array();
    DType type = a.dtype();
    ElementLoop.Run run =
        switch (type) {
          case FLOAT32 ->
              (aAt, aStep, bAt, bStep, _, _, yAt, count) ->
                  KERNELS.compare(
                      op.function(),
                      new Floats((float[]) x1, aAt, aStep),
                      new Floats((float[]) x2, bAt, bStep),
                      y,
                      yAt,
                      count);
          case FLOAT64 ->
              (aAt, aStep, bAt, bStep, _, _, yAt, count) ->
                  DoubleKernels.compare(
                      op.function(),
                      new Doubles((double[]) x1, aAt, aStep),
                      new Doubles((double[]) x2, bAt, bStep),
                      y,
                      yAt,
                      count);
          case INT32 ->
              (aAt, aStep, bAt, bStep, _, _, yAt, count) -> {
                var left = (int[]) x1;
                var right = (int[]) x2;
                for (int i = 0; i < count; i++) {
                  y[yAt + i] =
                      Scalars.compare(op.function(), left[aAt + i * aStep], right[bAt + i * bStep]);
                }
              };
          case INT64 -> throw new StateException("%s of %s", op, type);
          case BOOL ->
              (aAt, aStep, bAt, bStep, _, _, yAt, count) -> {
                var left = (boolean[]) x1;
                var right = (boolean[]) x2;
                for (int i = 0; i < count; i++) {
                  y[yAt + i] =
                      Scalars.compare(
                          op.function(),
                          left[aAt + i * aStep] ? 1 : 0,
                          right[bAt + i * bStep] ? 1 : 0);
                }
              };
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
            logic(op, new Masks(x1, aAt, aStep), new Masks(x2, bAt, bStep), y, yAt, count));
  }

  static void logic(Op.Logic op, Masks a, Masks b, boolean[] y, int yAt, int count) {
    for (int i = 0; i < count; i++) {
      boolean left = a.element(i);
      boolean right = b.element(i);
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
    boolean finite = op == Op.Test.IS_FINITE;
    switch (x.array()) {
      case float[] in -> {
        for (int i = 0; i < count; i++) {
          y[i] = finite ? Float.isFinite(in[i]) : Float.isNaN(in[i]);
        }
      }
      case double[] in -> {
        for (int i = 0; i < count; i++) {
          y[i] = finite ? Double.isFinite(in[i]) : Double.isNaN(in[i]);
        }
      }
      case boolean[] in -> {
        for (int i = 0; i < count; i++) {
          y[i] = !in[i];
        }
      }
      default -> throw new StateException("%s of %s", op, x.signature());
    }
  }

  static void where(Tensor condition, Tensor a, Tensor b, Signature result, Object y) {
    var c = (boolean[]) condition.array();
    Object x1 = a.array();
    Object x2 = b.array();
    ElementLoop.Run run =
        switch (y) {
          case float[] out ->
              (cAt, cStep, aAt, aStep, bAt, bStep, yAt, count) ->
                  KERNELS.where(
                      new Masks(c, cAt, cStep),
                      new Floats((float[]) x1, aAt, aStep),
                      new Floats((float[]) x2, bAt, bStep),
                      out,
                      yAt,
                      count);
          case double[] out ->
              (cAt, cStep, aAt, aStep, bAt, bStep, yAt, count) ->
                  DoubleKernels.where(
                      new Masks(c, cAt, cStep),
                      new Doubles((double[]) x1, aAt, aStep),
                      new Doubles((double[]) x2, bAt, bStep),
                      out,
                      yAt,
                      count);
          case int[] out ->
              (cAt, cStep, aAt, aStep, bAt, bStep, yAt, count) -> {
                var left = (int[]) x1;
                var right = (int[]) x2;
                for (int i = 0; i < count; i++) {
                  out[yAt + i] =
                      c[cAt + i * cStep] ? left[aAt + i * aStep] : right[bAt + i * bStep];
                }
              };
          default ->
              (cAt, cStep, aAt, aStep, bAt, bStep, yAt, count) -> {
                var left = (boolean[]) x1;
                var right = (boolean[]) x2;
                var out = (boolean[]) y;
                for (int i = 0; i < count; i++) {
                  out[yAt + i] =
                      c[cAt + i * cStep] ? left[aAt + i * aStep] : right[bAt + i * bStep];
                }
              };
        };
    ElementLoop.over(result.shape(), condition.shape(), a.shape(), b.shape(), run);
  }

  static void cast(Tensor x, DType to, Object y) {
    int count = x.shape().elements();
    Object in = x.array();
    if (x.dtype() == to) {
      System.arraycopy(in, 0, y, 0, count);
    } else if (in instanceof long[] longs) {
      Longs.cast(longs, count, y);
    } else if (y instanceof long[] longs) {
      Longs.cast(in, count, longs);
    } else if (in instanceof boolean[] masks && y instanceof float[] floats) {
      for (int i = 0; i < count; i++) {
        floats[i] = masks[i] ? 1 : 0;
      }
    } else if (in instanceof int[] ints && y instanceof float[] floats) {
      for (int i = 0; i < count; i++) {
        floats[i] = ints[i];
      }
    } else {
      castThroughDouble(x.dtype(), in, count, y);
    }
  }

  /// Every double holds any element of the types that are left exactly.
  private static void castThroughDouble(DType from, Object in, int count, Object y) {
    switch (y) {
      case float[] out -> {
        for (int i = 0; i < count; i++) {
          out[i] = (float) Arrays.element(from, in, i);
        }
      }
      case double[] out -> {
        for (int i = 0; i < count; i++) {
          out[i] = Arrays.element(from, in, i);
        }
      }
      case int[] out -> {
        for (int i = 0; i < count; i++) {
          out[i] = (int) Arrays.element(from, in, i);
        }
      }
      case boolean[] out -> {
        for (int i = 0; i < count; i++) {
          out[i] = Arrays.element(from, in, i) != 0;
        }
      }
      default -> throw new StateException("cast of %s", from);
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
