package gradus.tensor;

/// How a smaller operand repeats over a result's elements in row-major order.
final class Repetition {
  private final int[] sizes;
  private final int[] strides;

  Repetition(Shape operand, Shape result) {
    int rank = result.rank();
    var size = new int[rank];
    var stride = new int[rank];
    int depth = 0;
    for (int axis = 0; axis < rank; axis++) {
      if (result.size(axis) == 1) {
        continue;
      }
      int own = Strides.broadcast(operand, rank, axis);
      if (depth > 0 && stride[depth - 1] == own * result.size(axis)) {
        size[depth - 1] *= result.size(axis);
        stride[depth - 1] = own;
      } else {
        size[depth] = result.size(axis);
        stride[depth] = own;
        depth++;
      }
    }
    sizes = java.util.Arrays.copyOf(size, depth);
    strides = java.util.Arrays.copyOf(stride, depth);
  }

  /// Copies what belongs to the result's elements `[from, from + length)` to the beginning of `y`.
  void copy(DType type, Object x, int from, int length, Object y) {
    int last = sizes.length - 1;
    int done = 0;
    while (done < length) {
      int position = from + done;
      int inner = position % sizes[last];
      int at = inner * strides[last];
      int rest = position / sizes[last];
      for (int axis = last - 1; axis >= 0; axis--) {
        at += rest % sizes[axis] * strides[axis];
        rest /= sizes[axis];
      }
      int run = Math.min(sizes[last] - inner, length - done);
      if (strides[last] == 0) {
        Arrays.fill(type, y, done, done + run, Arrays.element(type, x, at));
      } else {
        System.arraycopy(x, at, y, done, run);
      }
      done += run;
    }
  }
}
