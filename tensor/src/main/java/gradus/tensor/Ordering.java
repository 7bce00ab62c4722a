package gradus.tensor;

import java.util.Comparator;
import java.util.stream.IntStream;

/// The values of [Op.ArgSort].
final class Ordering {
  private static final long INDEX = 0xFFFFFFFFL;

  private Ordering() {}

  static void argSort(Op.ArgSort op, Tensor x, int[] y) {
    Shape shape = x.shape();
    if (shape.elements() == 0) {
      return;
    }
    int count = shape.size(op.axis());
    int inner = shape.elements(op.axis() + 1, shape.rank());
    var keys = new long[count];
    for (int i = 0; i < shape.elements() / count; i++) {
      int at = i / inner * count * inner + i % inner;
      if (x.array() instanceof double[] doubles) {
        int[] order = order(doubles, at, count, inner, op.descending());
        for (int c = 0; c < count; c++) {
          y[at + c * inner] = order[c];
        }
        continue;
      }
      // The value above, the index below: sorting one sorts the other, and ties by index.
      for (int c = 0; c < count; c++) {
        int value =
            x.array() instanceof float[] floats
                ? sortable(floats[at + c * inner])
                : ((int[]) x.array())[at + c * inner];
        keys[c] = (long) (op.descending() ? ~value : value) << 32 | c;
      }
      java.util.Arrays.sort(keys);
      for (int c = 0; c < count; c++) {
        y[at + c * inner] = (int) (keys[c] & INDEX);
      }
    }
  }

  /// An integer that is ordered as the float is: both zeros alike, not-a-number above all.
  private static int sortable(float value) {
    int bits = Float.floatToIntBits(value == 0 ? 0 : value);
    return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
  }

  private static int[] order(double[] x, int at, int count, int step, boolean descending) {
    Comparator<Integer> ascending =
        (a, b) -> {
          double left = x[at + a * step];
          double right = x[at + b * step];
          return left == right ? 0 : Double.compare(left, right);
        };
    return IntStream.range(0, count)
        .boxed()
        .sorted(descending ? ascending.reversed() : ascending)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
