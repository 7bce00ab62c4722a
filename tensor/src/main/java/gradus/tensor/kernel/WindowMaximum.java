package gradus.tensor.kernel;

import org.jspecify.annotations.Nullable;

/// The largest number that a window sees, not-a-number being largest, and where it is, as an index
/// into its channel: the first of several.
public final class WindowMaximum {
  /// How many inputs a task has at most, unless a single channel has more.
  private static final int GRAIN = 8192;

  private WindowMaximum() {}

  /// The place of the largest `x[n, c, ., .]` in the window of each output, and that number. What
  /// is null is not written.
  public static void of(
      Kernels kernels, Sliding s, float[] x, int @Nullable [] places, float @Nullable [] values) {
    int planes = s.images() * s.groups() * s.channels();
    int each = Math.max(1, GRAIN / Math.max(1, s.inputPlane()));
    Workers.run(
        Math.ceilDiv(planes, each),
        task -> {
          int end = Math.min(planes, (task + 1) * each);
          for (int plane = task * each; plane < end; plane++) {
            kernels.windowMaximum(
                s, x, plane * s.inputPlane(), places, values, plane * s.outputPlane());
          }
        });
  }

  /// One channel, as [Kernels#windowMaximum].
  static void plane(
      Sliding s, float[] x, int xAt, int @Nullable [] places, float @Nullable [] values, int yAt) {
    int width = s.columns().inputs();
    for (int at = 0; at < s.outputPlane(); at++) {
      int top = at / s.columns().outputs() * s.rows().stride();
      int left = at % s.columns().outputs() * s.columns().stride();
      int place = -1;
      for (int u = 0; u < s.rows().size(); u++) {
        int row = top + s.rows().offset(u);
        for (int v = 0; v < s.columns().size(); v++) {
          int column = left + s.columns().offset(v);
          if (row >= 0 && row < s.rows().inputs() && column >= 0 && column < width) {
            int here = row * width + column;
            place = place < 0 || better(x[xAt + here], x[xAt + place]) ? here : place;
          }
        }
      }
      if (places != null) {
        places[yAt + at] = place;
      }
      if (values != null) {
        values[yAt + at] = x[xAt + place];
      }
    }
  }

  /// The places for doubles.
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
