package gradus.train;

import gradus.tensor.ArgumentException;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// A power law through measured points, such as a loss by the size of a model, and how sure its
/// exponent is.
///
/// ```
/// y = floor + factor x^-exponent
/// ```
///
/// In logarithms that is a straight line, fitted by least squares to `log(y - floor)`: deviations
/// count relative to `y`. Kaplan and others, *Scaling laws for neural language models*, 2020.
///
/// ```java
/// PowerLaw law = PowerLaw.of(parameters, losses);
/// IO.println(law.exponent() + ", from " + law.low() + " to " + law.high());
/// ```
///
/// @param floor what is left where x is infinite; 0 where it is taken to be nothing
/// @param factor what y is above the floor where x is 1
/// @param exponent how steeply it falls; negative where it grows
/// @param low the lower end of the exponent's 95 % interval
/// @param high its upper end
/// @param misfit the root mean square of the deviations, relative to y
public record PowerLaw(
    double floor, double factor, double exponent, double low, double high, double misfit) {
  private static final double CERTAINTY = 0.95;
  private static final int FLOORS = 2000;

  /// A line through points of given weights: its height and slope, the sum of squares that is left,
  /// and how much the slope is held by the points.
  private record Line(double height, double slope, double rest, double spread) {}

  /// The law without a floor.
  ///
  /// The interval of the exponent is that of a linear regression, with Student's distribution of
  /// two degrees of freedom fewer than there are points.
  ///
  /// @param x at least three, positive and not all equal
  /// @param y as many, positive
  /// @throws ArgumentException where they are not
  public static PowerLaw of(double[] x, double[] y) {
    require(x, y, 3);
    Line line = line(x, y, 0);
    double rest = 0;
    for (int i = 0; i < x.length; i++) {
      double apart = Math.log(y[i]) - line.height - line.slope * Math.log(x[i]);
      rest += apart * apart;
    }
    int freedom = x.length - 2;
    double half =
        studentQuantile((1 + CERTAINTY) / 2, freedom) * Math.sqrt(rest / freedom / line.spread);
    return new PowerLaw(
        0,
        Math.exp(line.height),
        -line.slope,
        -line.slope - half,
        -line.slope + half,
        Math.sqrt(rest / x.length));
  }

  /// The law with the floor that fits best, from 0 up to the least y.
  ///
  /// Floor and exponent are hard to tell apart where x spans little: a higher floor goes with a
  /// larger exponent. So the interval holds every exponent that, with some floor, fits nearly as
  /// well as the best: the sum of squares is at most `1 + t² / (n - 3)` times the least, where t is
  /// that of Student's distribution.
  ///
  /// @param x at least four, positive and not all equal
  /// @param y as many, positive
  /// @throws ArgumentException where they are not
  public static PowerLaw aboveFloor(double[] x, double[] y) {
    require(x, y, 4);
    double least = Arrays.stream(y).min().orElseThrow();
    Line best = line(x, y, 0);
    double floor = 0;
    for (int i = 1; i < FLOORS; i++) {
      double tried = least * i / FLOORS;
      Line line = line(x, y, tried);
      if (line.rest < best.rest) {
        best = line;
        floor = tried;
      }
    }
    int freedom = x.length - 3;
    double t = studentQuantile((1 + CERTAINTY) / 2, freedom);
    double most = best.rest * (1 + t * t / freedom);
    double low = -best.slope;
    double high = -best.slope;
    for (int i = 0; i < FLOORS; i++) {
      Line line = line(x, y, least * i / FLOORS);
      if (line.rest <= most) {
        double half = Math.sqrt((most - line.rest) / line.spread);
        low = Math.min(low, -line.slope - half);
        high = Math.max(high, -line.slope + half);
      }
    }
    return new PowerLaw(
        floor, Math.exp(best.height), -best.slope, low, high, Math.sqrt(best.rest / x.length));
  }

  /// Its y for an x.
  public double at(double x) {
    return floor + factor * Math.pow(x, -exponent);
  }

  private static void require(double[] x, double[] y, int least) {
    if (x.length != y.length || x.length < least) {
      throw new ArgumentException(
          "power law: needs as many x as y, and at least %d, got %d and %d",
          least, x.length, y.length);
    }
    for (int i = 0; i < x.length; i++) {
      if (!(x[i] > 0 && y[i] > 0 && Double.isFinite(x[i]) && Double.isFinite(y[i]))) {
        throw new ArgumentException(
            "power law: x and y must be positive and finite, got %s and %s at index %d",
            x[i], y[i], i);
      }
    }
    if (Arrays.stream(x).distinct().count() < 2) {
      throw new ArgumentException("power law: all x are equal; measure at several");
    }
  }

  /// The line through `log x` and `log(y - floor)`. A small change of `log y` is one of `log(y -
  /// floor)` by `y / (y - floor)` times as much, which the weights take back.
  private static Line line(double[] x, double[] y, double floor) {
    int n = x.length;
    double[] weights = new double[n];
    double all = 0;
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < n; i++) {
      double share = (y[i] - floor) / y[i];
      weights[i] = share * share;
      all += weights[i];
      meanX += weights[i] * Math.log(x[i]);
      meanY += weights[i] * Math.log(y[i] - floor);
    }
    meanX /= all;
    meanY /= all;
    double spread = 0;
    double common = 0;
    for (int i = 0; i < n; i++) {
      double away = Math.log(x[i]) - meanX;
      spread += weights[i] * away * away;
      common += weights[i] * away * (Math.log(y[i] - floor) - meanY);
    }
    double slope = common / spread;
    double rest = 0;
    for (int i = 0; i < n; i++) {
      // Near a floor the weights would hide a point that the law misses: there y itself counts.
      double fitted = floor + Math.exp(meanY + slope * (Math.log(x[i]) - meanX));
      double apart = (y[i] - fitted) / y[i];
      rest += apart * apart;
    }
    return new Line(meanY - slope * meanX, slope, rest, spread);
  }

  /// Below which number a share of Student's distribution lies, above one half.
  static double studentQuantile(double share, int freedom) {
    DoubleUnaryOperator within = t -> within(t, freedom);
    double low = 0;
    double high = 1;
    while (within.applyAsDouble(high) < 2 * share - 1) {
      high *= 2;
    }
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      if (within.applyAsDouble(middle) < 2 * share - 1) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /// The probability of a number between -t and t: Abramowitz and Stegun, *Handbook of mathematical
  /// functions*, 26.7.3 and 26.7.4.
  private static double within(double t, int freedom) {
    double angle = Math.atan(t / Math.sqrt(freedom));
    double cosine = Math.cos(angle);
    boolean odd = freedom % 2 == 1;
    double term = odd ? cosine : 1;
    double sum = freedom == 1 ? 0 : term;
    for (int i = odd ? 3 : 2; i < freedom - 1; i += 2) {
      term *= cosine * cosine * (i - 1) / i;
      sum += term;
    }
    return odd ? 2 / Math.PI * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
  }
}
