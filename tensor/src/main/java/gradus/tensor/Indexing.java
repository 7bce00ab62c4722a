package gradus.tensor;

import gradus.tensor.kernel.Workers;

/// The values of operations that look elements up by index, and of their transposes, which add at
/// an index.
final class Indexing {
  private Indexing() {}

  /// Checks every index before anything is written.
  private static void check(String name, Tensor indexTensor, int size, Message what, Tensor x) {
    var indices = (int[]) indexTensor.array();
    for (int i = 0; i < indexTensor.shape().elements(); i++) {
      if (indices[i] < 0 || indices[i] >= size) {
        throw new IndexException(
            "%s: index %d at position %d of the indices %s is out of range for %s of %s: it must"
                + " be at least 0 and below %d",
            name, indices[i], i, indexTensor.shape(), what, x.signature(), size);
      }
    }
  }

  static void take(int axis, Tensor x, Tensor indexTensor, Object y) {
    var indices = (int[]) indexTensor.array();
    int count = indexTensor.shape().elements();
    Shape shape = x.shape();
    int size = shape.size(axis);
    check("take", indexTensor, size, Message.of("axis %d", axis), x);
    int outer = shape.elements(0, axis);
    int inner = shape.elements(axis + 1, shape.rank());
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < count; i++) {
        System.arraycopy(
            x.array(), (o * size + indices[i]) * inner, y, (o * count + i) * inner, inner);
      }
    }
  }

  static void addAt(Op.AddAt op, Tensor x, Tensor indexTensor, Signature result, Object y) {
    var indices = (int[]) indexTensor.array();
    int count = indexTensor.shape().elements();
    check("addAt", indexTensor, op.size(), Message.of("the new axis %d", op.axis()), x);
    Shape to = result.shape();
    int outer = to.elements(0, op.axis());
    int inner = to.elements(op.axis() + 1, to.rank());
    Arrays.fill(x.dtype(), y, 0, to.elements(), 0);
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < count; i++) {
        int from = (o * count + i) * inner;
        int at = (o * op.size() + indices[i]) * inner;
        add(x.dtype(), x.array(), from, y, at, inner);
      }
    }
  }

  private static void add(DType type, Object x, int xAt, Object y, int yAt, int count) {
    switch (type) {
      case FLOAT32 -> {
        var from = (float[]) x;
        var to = (float[]) y;
        for (int i = 0; i < count; i++) {
          to[yAt + i] += from[xAt + i];
        }
      }
      case FLOAT64 -> {
        var from = (double[]) x;
        var to = (double[]) y;
        for (int i = 0; i < count; i++) {
          to[yAt + i] += from[xAt + i];
        }
      }
      case INT32 -> {
        var from = (int[]) x;
        var to = (int[]) y;
        for (int i = 0; i < count; i++) {
          to[yAt + i] += from[xAt + i];
        }
      }
      case INT64, BOOL -> throw new DTypeException("addAt: %s cannot be added", type);
    }
  }

  static void takeAlong(int axis, Tensor x, Tensor indexTensor, Object y) {
    var indices = (int[]) indexTensor.array();
    Shape shape = indexTensor.shape();
    int size = x.size(axis);
    check("takeAlong", indexTensor, size, Message.of("axis %d", axis), x);
    int count = shape.size(axis);
    int inner = shape.elements(axis + 1, shape.rank());
    int elements = shape.elements();
    if (inner == 1 && x.array() instanceof float[] in && y instanceof float[] out) {
      rows(
          elements,
          count,
          (row, at, end) -> {
            int from = row * size;
            for (int i = at; i < end; i++) {
              out[i] = in[from + indices[i]];
            }
          });
      return;
    }
    switch (x.array()) {
      case float[] in -> {
        var out = (float[]) y;
        for (int i = 0; i < elements; i++) {
          out[i] = in[(i / inner / count * size + indices[i]) * inner + i % inner];
        }
      }
      case double[] in -> {
        var out = (double[]) y;
        for (int i = 0; i < elements; i++) {
          out[i] = in[(i / inner / count * size + indices[i]) * inner + i % inner];
        }
      }
      case int[] in -> {
        var out = (int[]) y;
        for (int i = 0; i < elements; i++) {
          out[i] = in[(i / inner / count * size + indices[i]) * inner + i % inner];
        }
      }
      default -> {
        var in = (boolean[]) x.array();
        var out = (boolean[]) y;
        for (int i = 0; i < elements; i++) {
          out[i] = in[(i / inner / count * size + indices[i]) * inner + i % inner];
        }
      }
    }
  }

  private interface Row {
    void run(int row, int at, int end);
  }

  /// Rows of `count` elements one after the other, on several threads where there are many.
  private static void rows(int elements, int count, Row body) {
    if (elements == 0) {
      return;
    }
    int rows = elements / count;
    int each = Math.max(1, ElementLoop.GRAIN / count);
    Workers.run(
        Math.ceilDiv(rows, each),
        task -> {
          int end = Math.min(rows, (task + 1) * each);
          for (int row = task * each; row < end; row++) {
            body.run(row, row * count, (row + 1) * count);
          }
        });
  }

  static void addAlong(int axis, Tensor x, Tensor indexTensor, Signature result, Object y) {
    var indices = (int[]) indexTensor.array();
    Shape shape = indexTensor.shape();
    int size = result.shape().size(axis);
    int count = shape.size(axis);
    int inner = shape.elements(axis + 1, shape.rank());
    if (count > 0 && inner == 1 && x.array() instanceof float[] in && y instanceof float[] out) {
      rows(
          shape.elements(),
          count,
          (row, at, end) -> {
            int to = row * size;
            // Row by row, so that it is still in the cache.
            java.util.Arrays.fill(out, to, to + size, 0);
            for (int i = at; i < end; i++) {
              if (Integer.compareUnsigned(indices[i], size) >= 0) {
                checkNewAxis(axis, x, indexTensor, size);
              }
              out[to + indices[i]] += in[i];
            }
          });
      return;
    }
    checkNewAxis(axis, x, indexTensor, size);
    Arrays.fill(x.dtype(), y, 0, result.shape().elements(), 0);
    for (int i = 0; i < shape.elements(); i++) {
      int outer = i / inner / count;
      add(x.dtype(), x.array(), i, y, (outer * size + indices[i]) * inner + i % inner, 1);
    }
  }

  private static void checkNewAxis(int axis, Tensor x, Tensor indexTensor, int size) {
    check("addAlong", indexTensor, size, Message.of("the new axis %d", axis), x);
  }

  static void oneHot(Op.OneHot op, Tensor x, Object y) {
    var indices = (int[]) x.array();
    int count = x.shape().elements();
    check("oneHot", x, op.classes(), Message.of("%d classes", op.classes()), x);
    Arrays.fill(op.to(), y, 0, count * op.classes(), 0);
    for (int i = 0; i < count; i++) {
      Arrays.fill(op.to(), y, i * op.classes() + indices[i], i * op.classes() + indices[i] + 1, 1);
    }
  }
}
