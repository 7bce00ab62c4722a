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
            for (int c = 0; c < columns.outputs(); c++) {
              int left = c * columns.stride() - columns.before();
              int place = -1;
              float best = Float.NEGATIVE_INFINITY;
              for (int u = 0; u < rows.size(); u++) {
                int row = top + u * rows.dilation();
                for (int v = 0; v < columns.size(); v++) {
                  int column = left + v * columns.dilation();
                  if (row >= 0 && row < rows.inputs() && column >= 0 && column < width) {
                    float value = x[xAt + row * width + column];
                    // Also true where value is not a number, but no more when best is none.
                    boolean better = place < 0 || (!(value <= best) && !Float.isNaN(best));
                    place = better ? row * width + column : place;
                    best = better ? value : best;
                  }
                }
              }
              y[yAt++] = place;
            }
          }
        });
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
