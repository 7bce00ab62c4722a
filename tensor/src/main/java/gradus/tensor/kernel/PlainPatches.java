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
  public void inputs(Floats x, Patches to) {
    Sliding s = to.sizes();
    int across = to.across();
    int row = to.row();
    int rows = to.rows();
    float[] v = to.values();
    int at = to.at();
    int step = to.step();
    int scratchAt = to.scratchAt();
    for (int t = 0; t < rows * across; t++) {
      int top = 2 * (row + t / across) - s.rows().before();
      int left = 2 * (t % across) - s.columns().before();
      for (int j = 0; j < 4; j++) {
        float d0 = number(x, s.rows().inputs(), s.columns().inputs(), top, left + j);
        float d1 = number(x, s.rows().inputs(), s.columns().inputs(), top + 1, left + j);
        float d2 = number(x, s.rows().inputs(), s.columns().inputs(), top + 2, left + j);
        float d3 = number(x, s.rows().inputs(), s.columns().inputs(), top + 3, left + j);
        v[scratchAt + j] = d0 - d2;
        v[scratchAt + 4 + j] = d1 + d2;
        v[scratchAt + 8 + j] = d2 - d1;
        v[scratchAt + 12 + j] = d1 - d3;
      }
      for (int i = 0; i < 4; i++) {
        float d0 = v[scratchAt + 4 * i];
        float d1 = v[scratchAt + 4 * i + 1];
        float d2 = v[scratchAt + 4 * i + 2];
        float d3 = v[scratchAt + 4 * i + 3];
        int place = at + 4 * i * step + t;
        v[place] = d0 - d2;
        v[place + step] = d1 + d2;
        v[place + 2 * step] = d2 - d1;
        v[place + 3 * step] = d1 - d3;
      }
    }
  }

  /// A number of a plane, with zeros around it.
  private static float number(Floats plane, int height, int width, int row, int column) {
    boolean there = row >= 0 && row < height && column >= 0 && column < width;
    return there ? plane.values()[plane.at() + row * width + column] : 0;
  }

  @Override
  public boolean outputs(Patches from, float bias, Floats y) {
    Sliding s = from.sizes();
    int across = from.across();
    int row = from.row();
    int rows = from.rows();
    float[] v = from.values();
    int at = from.at();
    int step = from.step();
    int scratchAt = from.scratchAt();
    int width = s.columns().outputs();
    boolean finite = true;
    for (int t = 0; t < rows * across; t++) {
      for (int j = 0; j < 4; j++) {
        int place = at + j * step + t;
        float m1 = v[place + 4 * step];
        float m2 = v[place + 8 * step];
        v[scratchAt + j] = v[place] + (m1 + m2);
        v[scratchAt + 4 + j] = (m1 - m2) - v[place + 12 * step];
      }
      int top = 2 * (row + t / across);
      int left = 2 * (t % across);
      for (int i = 0; i < 2 && top + i < s.rows().outputs(); i++) {
        float m1 = v[scratchAt + 4 * i + 1];
        float m2 = v[scratchAt + 4 * i + 2];
        float first = v[scratchAt + 4 * i] + (m1 + m2) + bias;
        float second = (m1 - m2) - v[scratchAt + 4 * i + 3] + bias;
        int to = y.at() + (top + i) * width + left;
        finite &= Float.isFinite(first);
        y.values()[to] = first;
        if (left + 1 < width) {
          finite &= Float.isFinite(second);
          y.values()[to + 1] = second;
        }
      }
    }
    return finite;
  }

  @Override
  public void gradients(Floats y, Patches to) {
    Sliding s = to.sizes();
    int across = to.across();
    int row = to.row();
    int rows = to.rows();
    float[] v = to.values();
    int at = to.at();
    int step = to.step();
    int scratchAt = to.scratchAt();
    for (int t = 0; t < rows * across; t++) {
      int top = 2 * (row + t / across);
      int left = 2 * (t % across);
      for (int j = 0; j < 2; j++) {
        float y0 = number(y, s.rows().outputs(), s.columns().outputs(), top, left + j);
        float y1 = number(y, s.rows().outputs(), s.columns().outputs(), top + 1, left + j);
        v[scratchAt + j] = y0;
        v[scratchAt + 2 + j] = y0 + y1;
        v[scratchAt + 4 + j] = y0 - y1;
        v[scratchAt + 6 + j] = -y1;
      }
      for (int i = 0; i < 4; i++) {
        float y0 = v[scratchAt + 2 * i];
        float y1 = v[scratchAt + 2 * i + 1];
        int place = at + 4 * i * step + t;
        v[place] = y0;
        v[place + step] = y0 + y1;
        v[place + 2 * step] = y0 - y1;
        v[place + 3 * step] = -y1;
      }
    }
  }

  @Override
  public int scratch(Sliding s, int rows) {
    return Winograd.PLACES;
  }
}
