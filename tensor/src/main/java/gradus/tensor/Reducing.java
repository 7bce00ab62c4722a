package gradus.tensor;

import static gradus.tensor.Evaluator.KERNELS;

import gradus.tensor.kernel.DoubleKernels;
import gradus.tensor.kernel.ReductionFunction;
import gradus.tensor.kernel.Scalars;
import gradus.tensor.kernel.Workers;
import java.util.ArrayList;
import java.util.List;

/// The values of operations along axes: reductions, softmax and running sums.
final class Reducing {
  /// A longer reduction is cut into blocks of about this many elements, whose results are reduced
  /// in turn: fixed by the shape, so that sums do not depend on the number of threads.
  private static final int BLOCK = 16_384;

  private Reducing() {}

  static void reduce(Op.Reduce op, Tensor x, Object y) {
    Shape shape = x.shape();
    if (op.axes().size() == shape.rank() && x.dtype() == DType.FLOAT32 && shape.elements() > 1) {
      // Of everything: no axes to think about, which for small tensors takes longer than the sum.
      floats(op.kind().function(), (float[]) x.array(), 1, shape.elements(), 1, (float[]) y);
      return;
    }
    List<Integer> axes = op.axes().stream().filter(axis -> shape.size(axis) != 1).toList();
    if (axes.isEmpty()) {
      System.arraycopy(x.array(), 0, y, 0, shape.elements());
      return;
    }
    int last = axes.getLast();
    int first = last;
    while (first > 0 && (shape.size(first - 1) == 1 || axes.contains(first - 1))) {
      first--;
    }
    if (first > axes.getFirst()) {
      // Neighbouring axes are one pass over memory; the others reduce what that leaves.
      var near = new Op.Reduce(op.kind(), axesFrom(axes, first));
      Signature between = Inference.infer(near, List.of(x));
      Object values = Arrays.allocate(between.dtype(), between.shape().elements());
      reduce(near, x, values);
      reduce(op, new Tensor(between.dtype(), between.shape(), values, false, null, List.of()), y);
      return;
    }
    int outer = shape.elements(0, first);
    int count = shape.elements(first, last + 1);
    int inner = shape.elements(last + 1, shape.rank());
    switch (x.dtype()) {
      case FLOAT32 ->
          floats(op.kind().function(), (float[]) x.array(), outer, count, inner, (float[]) y);
      case FLOAT64 -> {
        for (int o = 0; o < outer; o++) {
          DoubleKernels.reduceColumns(
              op.kind().function(),
              (double[]) x.array(),
              o * count * inner,
              count,
              inner,
              inner,
              (double[]) y,
              o * inner);
        }
      }
      default -> ints(op.kind().function(), (int[]) x.array(), outer, count, inner, (int[]) y);
    }
  }

  private static List<Integer> axesFrom(List<Integer> axes, int first) {
    return axes.stream().filter(axis -> axis >= first).toList();
  }

  private static void floats(
      ReductionFunction kind, float[] x, int outer, int count, int inner, float[] y) {
    if (count == 0) {
      java.util.Arrays.fill(y, 0, outer * inner, (float) Scalars.identity(kind));
      return;
    }
    if (outer == 0 || inner == 0) {
      return;
    }
    int blockRows = Math.max(64, BLOCK / inner);
    int blocks = (count + blockRows - 1) / blockRows;
    if (blocks > 1) {
      var partial = new float[outer * blocks * inner];
      Workers.run(
          outer * blocks,
          task -> {
            int from = task % blocks * blockRows;
            int at = (task / blocks * count + from) * inner;
            int rows = Math.min(blockRows, count - from);
            slab(kind, x, at, rows, inner, partial, task * inner);
          });
      floats(kind, partial, outer, blocks, inner, y);
    } else if (inner == 1) {
      int rowsPerTask = Math.max(1, BLOCK / count);
      int tasks = (outer + rowsPerTask - 1) / rowsPerTask;
      Workers.run(
          tasks,
          task -> {
            int from = task * rowsPerTask;
            int rows = Math.min(rowsPerTask, outer - from);
            KERNELS.reduceRows(kind, x, from * count, rows, count, y, from);
          });
    } else {
      int slabsPerTask = Math.max(1, BLOCK / (count * inner));
      int tasks = (outer + slabsPerTask - 1) / slabsPerTask;
      Workers.run(
          tasks,
          task -> {
            int end = Math.min(outer, (task + 1) * slabsPerTask);
            for (int o = task * slabsPerTask; o < end; o++) {
              slab(kind, x, o * count * inner, count, inner, y, o * inner);
            }
          });
    }
  }

  private static void slab(
      ReductionFunction kind, float[] x, int at, int count, int inner, float[] y, int yAt) {
    if (inner == 1) {
      KERNELS.reduceRows(kind, x, at, 1, count, y, yAt);
    } else {
      KERNELS.reduceColumns(kind, x, at, count, inner, inner, y, yAt);
    }
  }

  private static void ints(
      ReductionFunction kind, int[] x, int outer, int count, int inner, int[] y) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        int at = o * count * inner + i;
        int value =
            switch (kind) {
              case SUM -> 0;
              case PRODUCT -> 1;
              case MAX, MIN -> x[at];
            };
        for (int c = 0; c < count; c++) {
          int next = x[at + c * inner];
          value =
              switch (kind) {
                case SUM -> value + next;
                case PRODUCT -> value * next;
                case MAX -> Math.max(value, next);
                case MIN -> Math.min(value, next);
              };
        }
        y[o * inner + i] = value;
      }
    }
  }

  static void argExtreme(Op.ArgExtreme op, Tensor x, int[] y) {
    Shape shape = x.shape();
    int count = shape.size(op.axis());
    int inner = shape.elements(op.axis() + 1, shape.rank());
    // One formula for both: the smallest is the largest of the negated.
    double sign = op.kind() == Op.Extreme.MAX ? 1 : -1;
    for (int i = 0; i < shape.elements() / count; i++) {
      int at = i / inner * count * inner + i % inner;
      y[i] =
          switch (x.array()) {
            case float[] floats -> largest(floats, at, count, inner, sign);
            case double[] doubles -> largest(doubles, at, count, inner, sign);
            default -> largest((int[]) x.array(), at, count, inner, sign);
          };
    }
  }

  private static int largest(float[] x, int at, int count, int step, double sign) {
    int best = 0;
    double extreme = sign * x[at];
    for (int c = 1; c < count && !Double.isNaN(extreme); c++) {
      double value = sign * x[at + c * step];
      if (value > extreme || Double.isNaN(value)) {
        best = c;
        extreme = value;
      }
    }
    return best;
  }

  private static int largest(double[] x, int at, int count, int step, double sign) {
    int best = 0;
    double extreme = sign * x[at];
    for (int c = 1; c < count && !Double.isNaN(extreme); c++) {
      double value = sign * x[at + c * step];
      if (value > extreme || Double.isNaN(value)) {
        best = c;
        extreme = value;
      }
    }
    return best;
  }

  private static int largest(int[] x, int at, int count, int step, double sign) {
    int best = 0;
    for (int c = 1; c < count; c++) {
      if (sign * x[at + c * step] > sign * x[at + best * step]) {
        best = c;
      }
    }
    return best;
  }

  static void cumulativeSum(Op.CumulativeSum op, Tensor x, Object y) {
    Shape shape = x.shape();
    if (shape.elements() == 0) {
      return;
    }
    int count = shape.size(op.axis());
    int inner = shape.elements(op.axis() + 1, shape.rank());
    for (int i = 0; i < shape.elements() / count; i++) {
      int at = i / inner * count * inner + i % inner;
      int step = op.reverse() ? -inner : inner;
      int from = op.reverse() ? at + (count - 1) * inner : at;
      switch (x.array()) {
        case float[] in -> {
          var out = (float[]) y;
          // In double: a thousand roundings in a row would be seen.
          double sum = 0;
          for (int c = 0; c < count; c++) {
            sum += in[from + c * step];
            out[from + c * step] = (float) sum;
          }
        }
        case double[] in -> {
          var out = (double[]) y;
          double sum = 0;
          for (int c = 0; c < count; c++) {
            sum += in[from + c * step];
            out[from + c * step] = sum;
          }
        }
        default -> {
          var in = (int[]) x.array();
          var out = (int[]) y;
          int sum = 0;
          for (int c = 0; c < count; c++) {
            sum += in[from + c * step];
            out[from + c * step] = sum;
          }
        }
      }
    }
  }

  /// Softmax, its logarithm, or the logarithm of the sum, along any axis.
  static void softmax(Op op, int axis, Tensor x, Object y) {
    Shape shape = x.shape();
    if (axis == shape.rank() - 1) {
      rows(op, x, y);
      return;
    }
    var order = new ArrayList<Integer>();
    for (int i = 0; i < shape.rank(); i++) {
      if (i != axis) {
        order.add(i);
      }
    }
    order.add(axis);
    Tensor moved = x.detach().transpose(array(order));
    if (op instanceof Op.LogSumExp) {
      rows(op, moved, y);
      return;
    }
    Object results = Arrays.allocate(x.dtype(), shape.elements());
    rows(op, moved, results);
    var back = new Op.Transpose(inverse(order));
    Tensor there = new Tensor(moved.dtype(), moved.shape(), results, false, null, List.of());
    Evaluator.run(back, List.of(there), x.signature(), y);
  }

  private static int[] array(List<Integer> axes) {
    return axes.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<Integer> inverse(List<Integer> permutation) {
    var inverse = new ArrayList<Integer>();
    for (int axis = 0; axis < permutation.size(); axis++) {
      inverse.add(permutation.indexOf(axis));
    }
    return inverse;
  }

  private static void rows(Op op, Tensor x, Object y) {
    int columns = x.shape().size(-1);
    int rows = x.shape().elements(0, x.shape().rank() - 1);
    int rowsPerTask = Math.max(1, BLOCK / Math.max(1, columns));
    int tasks = (rows + rowsPerTask - 1) / rowsPerTask;
    Workers.run(
        tasks,
        task -> {
          int first = task * rowsPerTask;
          int count = Math.min(rowsPerTask, rows - first);
          int at = first * columns;
          if (x.array() instanceof float[] in) {
            var out = (float[]) y;
            if (op instanceof Op.Softmax) {
              KERNELS.softmax(in, at, count, columns, out, at);
            } else if (op instanceof Op.LogSoftmax) {
              KERNELS.logSoftmax(in, at, count, columns, out, at);
            } else {
              KERNELS.logSumExp(in, at, count, columns, out, first);
            }
          } else {
            var in = (double[]) x.array();
            var out = (double[]) y;
            if (op instanceof Op.Softmax) {
              DoubleKernels.softmax(in, at, count, columns, out, at);
            } else if (op instanceof Op.LogSoftmax) {
              DoubleKernels.logSoftmax(in, at, count, columns, out, at);
            } else {
              DoubleKernels.logSumExp(in, at, count, columns, out, first);
            }
          }
        });
  }
}
