package gradus.tensor;

import gradus.tensor.kernel.Workers;
import java.util.List;

/// The values of operations that move elements: each is one strided copy.
final class Moving {
  private Moving() {}

  static void transpose(Op.Transpose op, Tensor x, Signature result, Object y) {
    int[] own = Strides.of(x.shape());
    var strides = new int[own.length];
    for (int axis = 0; axis < own.length; axis++) {
      strides[axis] = own[op.permutation().get(axis)];
    }
    Shape to = result.shape();
    Strides.copy(x.dtype(), x.array(), 0, strides, y, 0, Strides.of(to), to.sizes());
  }

  static void broadcast(Tensor x, Signature result, Object y) {
    Shape to = result.shape();
    if (x.shape().elements() == 1) {
      double value = Arrays.element(x.dtype(), x.array(), 0);
      Arrays.fill(x.dtype(), y, 0, to.elements(), value);
      return;
    }
    var strides = new int[to.rank()];
    for (int axis = 0; axis < strides.length; axis++) {
      strides[axis] = Strides.broadcast(x.shape(), to.rank(), axis);
    }
    Strides.copy(x.dtype(), x.array(), 0, strides, y, 0, Strides.of(to), to.sizes());
  }

  static void slice(Op.Slice op, Tensor x, Signature result, Object y) {
    int[] strides = Strides.of(x.shape());
    int at = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      at += op.starts().get(axis) * strides[axis];
      strides[axis] *= op.steps().get(axis);
    }
    Shape to = result.shape();
    Strides.copy(x.dtype(), x.array(), at, strides, y, 0, Strides.of(to), to.sizes());
  }

  static void pad(Op.Pad op, Tensor x, Signature result, Object y) {
    Shape to = result.shape();
    Arrays.fill(x.dtype(), y, 0, to.elements(), op.value());
    int[] strides = Strides.of(to);
    int at = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      at += op.before().get(axis) * strides[axis];
      strides[axis] *= op.interior().get(axis) + 1;
    }
    Shape from = x.shape();
    Strides.copy(x.dtype(), x.array(), 0, Strides.of(from), y, at, strides, from.sizes());
  }

  static void flip(Op.Flip op, Tensor x, Object y) {
    Shape shape = x.shape();
    if (shape.elements() == 0) {
      return;
    }
    int[] strides = Strides.of(shape);
    int at = 0;
    for (int axis : op.axes()) {
      at += (shape.size(axis) - 1) * strides[axis];
      strides[axis] = -strides[axis];
    }
    Strides.copy(x.dtype(), x.array(), at, strides, y, 0, Strides.of(shape), shape.sizes());
  }

  static void concat(int axis, List<Tensor> in, Signature result, Object y) {
    int[] strides = Strides.of(result.shape());
    var at = new int[in.size()];
    for (int i = 1; i < at.length; i++) {
      at[i] = at[i - 1] + in.get(i - 1).size(axis) * strides[axis];
    }
    int tasks = result.shape().elements() < 2 * ElementLoop.GRAIN ? 1 : at.length;
    Workers.run(
        tasks,
        task -> {
          for (int i = task; i < at.length; i += tasks) {
            Tensor part = in.get(i);
            int[] sizes = part.shape().sizes();
            int[] from = Strides.of(part.shape());
            Strides.copy(part.dtype(), part.array(), 0, from, y, at[i], strides, sizes);
          }
        });
  }
}
