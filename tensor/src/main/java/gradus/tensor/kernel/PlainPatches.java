package gradus.tensor.kernel;

/// [PatchTransforms] one patch after the other.
final class PlainPatches implements PatchTransforms {
  static final PatchTransforms INSTANCE = new PlainPatches();

  private PlainPatches() {}

  @Override
  public void windows(float[] weights, int count, float[] to, int at, int step) {
    for (int w = 0; w < count; w++) {
      window(weights, w, count, to, at + w, step);
    }
  }

  /// The same of windows from one on, a column after the other.
  static void window(float[] weights, int w, int count, float[] to, int at, int step) {
    for (int j = 0; j < 3; j++) {
      float g0 = weights[w + j * count];
      float g1 = weights[w + (3 + j) * count];
      float g2 = weights[w + (6 + j) * count];
      // The third column stands where it belongs in the end, in the fourth.
      int place = at + (j == 2 ? 3 : j) * step;
      to[place] = g0;
      to[place + 4 * step] = (g0 + g2 + g1) * 0.5f;
      to[place + 8 * step] = (g0 + g2 - g1) * 0.5f;
      to[place + 12 * step] = g2;
    }
    for (int i = 0; i < 4; i++) {
      int place = at + 4 * i * step;
      float g0 = to[place];
      float g1 = to[place + step];
      float g2 = to[place + 3 * step];
      to[place + step] = (g0 + g2 + g1) * 0.5f;
      to[place + 2 * step] = (g0 + g2 - g1) * 0.5f;
    }
  }

  @Override
  public void inputs(
      Sliding s,
      float[] x,
      int xAt,
      int row,
      int rows,
      float[] to,
      int at,
      int step,
      int scratchAt) {
    int across = Winograd.across(s);
    for (int t = 0; t < rows * across; t++) {
      int top = 2 * (row + t / across) - s.rows().before();
      int left = 2 * (t % across) - s.columns().before();
      for (int j = 0; j < 4; j++) {
        float d0 = input(s, x, xAt, top, left + j);
        float d1 = input(s, x, xAt, top + 1, left + j);
        float d2 = input(s, x, xAt, top + 2, left + j);
        float d3 = input(s, x, xAt, top + 3, left + j);
        to[scratchAt + j] = d0 - d2;
        to[scratchAt + 4 + j] = d1 + d2;
        to[scratchAt + 8 + j] = d2 - d1;
        to[scratchAt + 12 + j] = d1 - d3;
      }
      for (int i = 0; i < 4; i++) {
        float d0 = to[scratchAt + 4 * i];
        float d1 = to[scratchAt + 4 * i + 1];
        float d2 = to[scratchAt + 4 * i + 2];
        float d3 = to[scratchAt + 4 * i + 3];
        int place = at + 4 * i * step + t;
        to[place] = d0 - d2;
        to[place + step] = d1 + d2;
        to[place + 2 * step] = d2 - d1;
        to[place + 3 * step] = d1 - d3;
      }
    }
  }

  private static float input(Sliding s, float[] x, int xAt, int row, int column) {
    boolean there =
        row >= 0 && row < s.rows().inputs() && column >= 0 && column < s.columns().inputs();
    return there ? x[xAt + row * s.columns().inputs() + column] : 0;
  }

  @Override
  public boolean outputs(
      Sliding s,
      float[] from,
      int at,
      int step,
      int row,
      int rows,
      float bias,
      float[] y,
      int yAt,
      int scratchAt) {
    int across = Winograd.across(s);
    boolean finite = true;
    for (int t = 0; t < rows * across; t++) {
      for (int j = 0; j < 4; j++) {
        int place = at + j * step + t;
        float m1 = from[place + 4 * step];
        float m2 = from[place + 8 * step];
        from[scratchAt + j] = from[place] + (m1 + m2);
        from[scratchAt + 4 + j] = (m1 - m2) - from[place + 12 * step];
      }
      int top = 2 * (row + t / across);
      int left = 2 * (t % across);
      for (int i = 0; i < 2 && top + i < s.rows().outputs(); i++) {
        float m1 = from[scratchAt + 4 * i + 1];
        float m2 = from[scratchAt + 4 * i + 2];
        float first = from[scratchAt + 4 * i] + (m1 + m2) + bias;
        float second = (m1 - m2) - from[scratchAt + 4 * i + 3] + bias;
        int to = yAt + (top + i) * s.columns().outputs() + left;
        finite &= Float.isFinite(first);
        y[to] = first;
        if (left + 1 < s.columns().outputs()) {
          finite &= Float.isFinite(second);
          y[to + 1] = second;
        }
      }
    }
    return finite;
  }

  @Override
  public void gradients(
      Sliding s,
      float[] y,
      int yAt,
      int row,
      int rows,
      float[] to,
      int at,
      int step,
      int scratchAt) {
    int across = Winograd.across(s);
    for (int t = 0; t < rows * across; t++) {
      int top = 2 * (row + t / across);
      int left = 2 * (t % across);
      for (int j = 0; j < 2; j++) {
        float y0 = output(s, y, yAt, top, left + j);
        float y1 = output(s, y, yAt, top + 1, left + j);
        to[scratchAt + j] = y0;
        to[scratchAt + 2 + j] = y0 + y1;
        to[scratchAt + 4 + j] = y0 - y1;
        to[scratchAt + 6 + j] = -y1;
      }
      for (int i = 0; i < 4; i++) {
        float y0 = to[scratchAt + 2 * i];
        float y1 = to[scratchAt + 2 * i + 1];
        int place = at + 4 * i * step + t;
        to[place] = y0;
        to[place + step] = y0 + y1;
        to[place + 2 * step] = y0 - y1;
        to[place + 3 * step] = -y1;
      }
    }
  }

  private static float output(Sliding s, float[] y, int yAt, int row, int column) {
    boolean there = row < s.rows().outputs() && column < s.columns().outputs();
    return there ? y[yAt + row * s.columns().outputs() + column] : 0;
  }

  @Override
  public int scratch(Sliding s, int rows) {
    return Winograd.PLACES;
  }
}
