package gradus.search;

/// The minimum of a smooth function of a few variables, by the method of Broyden, Fletcher,
/// Goldfarb and Shanno with a backtracking line search (Nocedal and Wright, "Numerical
/// optimization", 2006).
final class Descent {
  private static final int STEPS = 60;
  private static final int HALVINGS = 25;
  private static final double FLAT = 1e-4;
  private static final double LONGEST = 3;

  private Descent() {}

  /// A function with its gradient.
  @FunctionalInterface
  interface Function {
    /// The value at `x`; writes its gradient. Infinite where there is none.
    double at(double[] x, double[] gradient);
  }

  /// A place from which the function falls no further.
  ///
  /// @param x the place
  /// @param value the function there
  record Minimum(double[] x, double value) {}

  static Minimum from(double[] start, Function function) {
    int n = start.length;
    double[] x = start.clone();
    double[] gradient = new double[n];
    double value = function.at(x, gradient);
    double[][] inverse = identity(n);
    for (int step = 0; step < STEPS && largest(gradient) > FLAT; step++) {
      double[] direction = times(inverse, gradient, -1);
      if (!(dot(direction, gradient) < 0)) {
        inverse = identity(n);
        direction = times(inverse, gradient, -1);
      }
      double slope = dot(direction, gradient);
      double length = Math.min(1, LONGEST / largest(direction));
      double[] next = new double[n];
      double[] nextGradient = new double[n];
      double nextValue = Double.POSITIVE_INFINITY;
      for (int i = 0; i < HALVINGS; i++, length /= 2) {
        for (int j = 0; j < n; j++) {
          next[j] = x[j] + length * direction[j];
        }
        nextValue = function.at(next, nextGradient);
        if (nextValue <= value + 1e-4 * length * slope) {
          break;
        }
      }
      if (!(nextValue < value)) {
        break;
      }
      update(inverse, x, next, gradient, nextGradient);
      double fall = value - nextValue;
      x = next;
      gradient = nextGradient;
      value = nextValue;
      if (fall < 1e-7 * (1 + Math.abs(value))) {
        break;
      }
    }
    return new Minimum(x, value);
  }

  private static void update(
      double[][] inverse, double[] x, double[] next, double[] gradient, double[] nextGradient) {
    int n = x.length;
    double[] s = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      s[i] = next[i] - x[i];
      y[i] = nextGradient[i] - gradient[i];
    }
    double curvature = dot(s, y);
    if (curvature <= 1e-12) {
      return;
    }
    double[] hy = times(inverse, y, 1);
    double scale = (1 + dot(y, hy) / curvature) / curvature;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        inverse[i][j] += scale * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / curvature;
      }
    }
  }

  private static double[][] identity(int n) {
    double[][] identity = new double[n][n];
    for (int i = 0; i < n; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  private static double[] times(double[][] matrix, double[] x, double sign) {
    double[] product = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      product[i] = sign * dot(matrix[i], x);
    }
    return product;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static double largest(double[] x) {
    double most = 0;
    for (double one : x) {
      most = Math.max(most, Math.abs(one));
    }
    return most;
  }
}
