package gradus.tensor;

import gradus.tensor.kernel.Workers;

/// One pass over the elements of a result and of up to three operands that broadcast to it, cut
/// into straight runs.
final class ElementLoop {
  /// How many elements one task handles: fixed, so that the cut never depends on the number of
  /// threads.
  static final int GRAIN = 16_384;

  /// One straight run: each operand advances by its step, 0 or 1.
  interface Run {
    void run(int aAt, int aStep, int bAt, int bStep, int cAt, int cStep, int yAt, int count);
  }

  private ElementLoop() {}

  static void over(Shape result, Shape a, Shape b, Shape c, Run body) {
    int count = result.elements();
    if (count == 0) {
      return;
    }
    if (straight(a, result) && straight(b, result) && straight(c, result)) {
      int aStep = a.elements() == 1 ? 0 : 1;
      int bStep = b.elements() == 1 ? 0 : 1;
      int cStep = c.elements() == 1 ? 0 : 1;
      ranges(
          count,
          (from, length) ->
              body.run(
                  from * aStep, aStep, from * bStep, bStep, from * cStep, cStep, from, length));
      return;
    }
    nested(result, new Shape[] {a, b, c}, body);
  }

  /// Runs `body` on `[from, from + length)` pieces that cover `[0, count)`.
  static void ranges(int count, Range body) {
    ranges(count, GRAIN, body);
  }

  /// The same in pieces of `grain`, where an element is more than usual work.
  static void ranges(int count, int grain, Range body) {
    if (count < 2 * grain) {
      body.run(0, count);
      return;
    }
    int tasks = (count + grain - 1) / grain;
    Workers.run(
        tasks,
        task -> {
          int from = task * grain;
          body.run(from, Math.min(grain, count - from));
        });
  }

  /// A piece of a range.
  interface Range {
    void run(int from, int length);
  }

  private static boolean straight(Shape operand, Shape result) {
    return operand.elements() == 1 || operand.elements() == result.elements();
  }

  private static void nested(Shape result, Shape[] operands, Run body) {
    int rank = result.rank();
    var sizes = new int[rank];
    var strides = new int[operands.length][rank];
    int depth = 0;
    for (int axis = 0; axis < rank; axis++) {
      int size = result.size(axis);
      if (size == 1) {
        continue;
      }
      boolean joins = depth > 0;
      for (int o = 0; o < operands.length; o++) {
        int stride = Strides.broadcast(operands[o], rank, axis);
        // Two axes are one where every operand walks them without a jump.
        joins &= depth > 0 && strides[o][depth - 1] == stride * size;
        strides[o][depth] = stride;
      }
      sizes[depth] = size;
      if (joins) {
        sizes[depth - 1] *= size;
        for (var stride : strides) {
          stride[depth - 1] = stride[depth];
        }
      } else {
        depth++;
      }
    }
    int last = depth - 1;
    int inner = sizes[last];
    int rows = result.elements() / inner;
    int rowsPerTask = Math.max(1, GRAIN / inner);
    int tasks = rows * (long) inner < 2 * GRAIN ? 1 : (rows + rowsPerTask - 1) / rowsPerTask;
    int rowsEach = tasks == 1 ? rows : rowsPerTask;
    Workers.run(
        tasks,
        task -> {
          int first = task * rowsEach;
          int end = Math.min(rows, first + rowsEach);
          var index = new int[last];
          var at = new int[operands.length];
          int rest = first;
          for (int axis = last - 1; axis >= 0; axis--) {
            index[axis] = rest % sizes[axis];
            rest /= sizes[axis];
            for (int o = 0; o < at.length; o++) {
              at[o] += index[axis] * strides[o][axis];
            }
          }
          for (int row = first; row < end; row++) {
            body.run(
                at[0],
                strides[0][last],
                at[1],
                strides[1][last],
                at[2],
                strides[2][last],
                row * inner,
                inner);
            for (int axis = last - 1; axis >= 0; axis--) {
              index[axis]++;
              for (int o = 0; o < at.length; o++) {
                at[o] += strides[o][axis];
              }
              if (index[axis] < sizes[axis]) {
                break;
              }
              index[axis] = 0;
              for (int o = 0; o < at.length; o++) {
                at[o] -= sizes[axis] * strides[o][axis];
              }
            }
          }
        });
  }
}
