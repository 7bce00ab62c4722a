package gradus.tensor.kernel;

import java.util.Arrays;

/// Convolution and its transposes in double precision: what gradients, and the fast kernels, are
/// checked with.
///
/// All three are one sum over the same products `x[i] kernel[j] y[k]`; each collects it in another
/// operand.
public final class DoubleConvolution {
  private DoubleConvolution() {}

  /// `y = x * kernel`
  public static void forward(Sliding s, double[] x, double[] kernel, double[] y) {
    Arrays.fill(y, 0, s.outputAt(s.images(), 0), 0);
    each(s, (i, j, k) -> y[k] += x[i] * kernel[j]);
  }

  /// The gradient with respect to x, of the gradient with respect to y.
  public static void input(Sliding s, double[] x, double[] kernel, double[] y) {
    Arrays.fill(x, 0, s.inputAt(s.images(), 0), 0);
    each(s, (i, j, k) -> x[i] += kernel[j] * y[k]);
  }

  /// The gradient with respect to the kernel, of the gradient with respect to y.
  public static void kernel(Sliding s, double[] x, double[] kernel, double[] y) {
    Arrays.fill(kernel, 0, s.groups() * s.filters() * s.depth(), 0);
    each(s, (i, j, k) -> kernel[j] += x[i] * y[k]);
  }

  private interface Product {
    void at(int x, int kernel, int y);
  }

  private static void each(Sliding s, Product product) {
    for (int plane = 0; plane < s.images() * s.groups() * s.filters(); plane++) {
      int filter = plane % (s.groups() * s.filters());
      int imageGroup = plane / s.filters();
      for (int row = 0; row < s.depth(); row++) {
        int channel = imageGroup * s.channels() + row / s.taps();
        int u = row % s.taps() / s.columns().size();
        int v = row % s.columns().size();
        for (int r = s.rows().first(u); r < s.rows().end(u); r++) {
          int x = channel * s.inputPlane();
          x += (r * s.rows().stride() + s.rows().offset(u)) * s.columns().inputs();
          int y = plane * s.outputPlane() + r * s.columns().outputs();
          for (int c = s.columns().first(v); c < s.columns().end(v); c++) {
            int at = x + c * s.columns().stride() + s.columns().offset(v);
            product.at(at, filter * s.depth() + row, y + c);
          }
        }
      }
    }
  }
}
