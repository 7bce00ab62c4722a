package gradus.tensor;

import gradus.tensor.kernel.Workers;

/// How far apart neighbours along each axis lie in an array, and the one copy that follows such
/// distances.
final class Strides {
  /// A transposition is done in blocks of so many rows and columns.
  private static final int LEAST_ROWS = 16;

  private Strides() {}

  /// The strides of a row-major array of this shape.
  static int[] of(Shape shape) {
    var strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.size(axis);
    }
    return strides;
  }

  /// The stride of an operand along an axis of the `rank` axes that it broadcasts to: 0 where it is
  /// repeated.
  static int broadcast(Shape operand, int rank, int axis) {
    int own = axis - (rank - operand.rank());
    return own < 0 || operand.size(own) == 1 ? 0 : operand.elements(own + 1, operand.rank());
  }

  /// Copies `sizes` elements from strided places to strided places.
  static void copy(
      DType type,
      Object x,
      int xAt,
      int[] xStrides,
      Object y,
      int yAt,
      int[] yStrides,
      int[] sizes) {
    int elements = 1;
    for (int size : sizes) {
      elements *= size;
    }
    if (elements == 0) {
      return;
    }
    // Join axes that both sides walk without a jump, and drop axes of size 1.
    var size = new int[sizes.length + 2];
    var from = new int[sizes.length + 2];
    var to = new int[sizes.length + 2];
    int depth = 2;
    java.util.Arrays.fill(size, 0, 2, 1);
    for (int axis = 0; axis < sizes.length; axis++) {
      if (sizes[axis] == 1) {
        continue;
      }
      if (depth > 2
          && from[depth - 1] == xStrides[axis] * sizes[axis]
          && to[depth - 1] == yStrides[axis] * sizes[axis]) {
        size[depth - 1] *= sizes[axis];
        from[depth - 1] = xStrides[axis];
        to[depth - 1] = yStrides[axis];
      } else {
        size[depth] = sizes[axis];
        from[depth] = xStrides[axis];
        to[depth] = yStrides[axis];
        depth++;
      }
    }
    // The two innermost axes are one plane; all others count planes. Small planes go together into
    // a task, large ones are cut.
    int inner = depth - 1;
    int outer = depth - 2;
    int columns = size[inner];
    int planes = elements / (columns * size[outer]);
    int rows = Math.min(size[outer], Math.max(LEAST_ROWS, ElementLoop.GRAIN / columns));
    int pieces = (size[outer] + rows - 1) / rows;
    int all = planes * pieces;
    int each = Math.max(1, ElementLoop.GRAIN / (columns * rows));
    Workers.run(
        (all + each - 1) / each,
        task -> {
          int end = Math.min(all, (task + 1) * each);
          for (int piece = task * each; piece < end; piece++) {
            int row = piece % pieces * rows;
            int source = xAt + row * from[outer];
            int target = yAt + row * to[outer];
            int rest = piece / pieces;
            for (int axis = outer - 1; axis >= 2; axis--) {
              int index = rest % size[axis];
              rest /= size[axis];
              source += index * from[axis];
              target += index * to[axis];
            }
            plane(
                type,
                x,
                source,
                from[outer],
                from[inner],
                y,
                target,
                to[outer],
                to[inner],
                Math.min(rows, size[outer] - row),
                columns);
          }
        });
  }

  private static void plane(
      DType type,
      Object x,
      int xAt,
      int xRow,
      int xStep,
      Object y,
      int yAt,
      int yRow,
      int yStep,
      int rows,
      int columns) {
    if (xStep == 1 && yStep == 1) {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(x, xAt + r * xRow, y, yAt + r * yRow, columns);
      }
      return;
    }
    if (type == DType.FLOAT32 && xRow == 1 && yStep == 1 && rows > 1) {
      // Reads down columns, writes along rows: a transposition, which the kernel does in blocks.
      Evaluator.KERNELS.transpose(
          (float[]) x,
          xAt,
          /* rows= */ columns,
          /* columns= */ rows,
          xStep,
          (float[]) y,
          yAt,
          yRow);
      return;
    }
    for (int r = 0; r < rows; r++) {
      int source = xAt + r * xRow;
      int target = yAt + r * yRow;
      switch (type) {
        case FLOAT32 -> {
          var from = (float[]) x;
          var to = (float[]) y;
          for (int c = 0; c < columns; c++) {
            to[target + c * yStep] = from[source + c * xStep];
          }
        }
        case FLOAT64 -> {
          var from = (double[]) x;
          var to = (double[]) y;
          for (int c = 0; c < columns; c++) {
            to[target + c * yStep] = from[source + c * xStep];
          }
        }
        case INT32 -> {
          var from = (int[]) x;
          var to = (int[]) y;
          for (int c = 0; c < columns; c++) {
            to[target + c * yStep] = from[source + c * xStep];
          }
        }
        case INT64 -> {
          var from = (long[]) x;
          var to = (long[]) y;
          for (int c = 0; c < columns; c++) {
            to[target + c * yStep] = from[source + c * xStep];
          }
        }
        case BOOL -> {
          var from = (boolean[]) x;
          var to = (boolean[]) y;
          for (int c = 0; c < columns; c++) {
            to[target + c * yStep] = from[source + c * xStep];
          }
        }
      }
    }
  }
}
