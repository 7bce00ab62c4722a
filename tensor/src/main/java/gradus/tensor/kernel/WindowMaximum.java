package gradus.tensor.kernel;

/// Where the largest number is that a window sees, as an index into its channel: the first of
/// several, not-a-number being largest.
public final class WindowMaximum {
  private WindowMaximum() {}

  /// `y[n, c, r, q]`, the place of the largest `x[n, c, ., .]` in the window of each output.
  public static void places(Sliding s, float[] x, int[] y) {
    Workers.run(
        s.images() * s.groups() * s.channels(),
        plane -> {
          int xAt = plane * s.inputPlane();
          int yAt = plane * s.outputPlane();
          Sliding.Side rows = s.rows();
          Sliding.Side columns = s.columns();
          int width = columns.inputs();
          for (int r = 0; r < rows.outputs(); r++) {
            int top = r * rows.stride() - rows.before();
            int firstRow = firstInside(top, rows.dilation());
            int endRow = endInside(top, rows);
            for (int c = 0; c < columns.outputs(); c++) {
              int left = c * columns.stride() - columns.before();
              int first = left + firstInside(left, columns.dilation()) * columns.dilation();
              int end = left + endInside(left, columns) * columns.dilation();
              int place = (top + firstRow * rows.dilation()) * width + first;
              float best = x[xAt + place];
              for (int u = firstRow; u < endRow; u++) {
                int row = (top + u * rows.dilation()) * width;
                for (int column = first; column < end; column += columns.dilation()) {
                  float value = x[xAt + row + column];
                  if (value > best || (Float.isNaN(value) && !Float.isNaN(best))) {
                    place = row + column;
                    best = value;
                  }
                }
              }
              y[yAt++] = place;
            }
          }
        });
  }

  /// The first place of a window that begins at `start` to lie within the input.
  private static int firstInside(int start, int dilation) {
    return start >= 0 ? 0 : Math.ceilDiv(-start, dilation);
  }

  /// The first place of such a window to lie behind the input.
  private static int endInside(int start, Sliding.Side side) {
    return Math.min(side.size(), Math.ceilDiv(side.inputs() - start, side.dilation()));
  }

  /// The same for doubles.
  public static void places(Sliding s, double[] x, int[] y) {
    for (int plane = 0; plane < s.images() * s.groups() * s.channels(); plane++) {
      int xAt = plane * s.inputPlane();
      for (int at = 0; at < s.outputPlane(); at++) {
        int r = at / s.columns().outputs();
        int c = at % s.columns().outputs();
        int place = -1;
        for (int tap = 0; tap < s.taps(); tap++) {
          int u = tap / s.columns().size();
          int v = tap % s.columns().size();
          int row = r * s.rows().stride() + s.rows().offset(u);
          int column = c * s.columns().stride() + s.columns().offset(v);
          boolean inside =
              row >= 0 && row < s.rows().inputs() && column >= 0 && column < s.columns().inputs();
          int here = row * s.columns().inputs() + column;
          if (inside && (place < 0 || better(x[xAt + here], x[xAt + place]))) {
            place = here;
          }
        }
        y[plane * s.outputPlane() + at] = place;
      }
    }
  }

  private static boolean better(double value, double best) {
    return !(value <= best) && !Double.isNaN(best);
  }
}
