package gradus.course.driving;

import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;

/// A closed road around the origin, whose middle lies at a distance that depends on the direction:
/// `r(a) = 4 + sum of c_k sin(k a + p_k)`.
///
/// @param heights how far each wave reaches, from wave number 2
/// @param phases where it begins
record Track(double[] heights, double[] phases) {
  /// Half the road's width, as seen from the origin.
  static final double HALF = 0.45;

  private static final double RADIUS = 4;
  private static final int WAVES = 4;
  private static final int DRAWN = 180;

  /// A road that follows from a seed.
  static Track of(long seed) {
    double[] numbers = RandomKey.of(seed).fold(77).uniform(Shape.of(2 * WAVES)).toDoubles();
    double[] heights = new double[WAVES];
    double[] phases = new double[WAVES];
    for (int i = 0; i < WAVES; i++) {
      heights[i] = (0.25 + 0.75 * numbers[i]) * 0.9 / (i + 2);
      phases[i] = 2 * Math.PI * numbers[WAVES + i];
    }
    return new Track(heights, phases);
  }

  /// How far the middle of the road is from the origin.
  double radius(double angle) {
    double radius = RADIUS;
    for (int i = 0; i < heights.length; i++) {
      radius += heights[i] * Math.sin((i + 2) * angle + phases[i]);
    }
    return radius;
  }

  /// How far a place is outside the middle of the road; less than 0 inside.
  double offset(double x, double y) {
    return Math.hypot(x, y) - radius(Math.atan2(y, x));
  }

  boolean has(double x, double y) {
    return Math.abs(offset(x, y)) < HALF;
  }

  /// The direction in which the road runs, counterclockwise.
  double heading(double angle) {
    double step = 1e-4;
    double x = radius(angle + step) * Math.cos(angle + step) - radius(angle) * Math.cos(angle);
    double y = radius(angle + step) * Math.sin(angle + step) - radius(angle) * Math.sin(angle);
    return Math.atan2(y, x);
  }

  /// One of the road's edges, or its middle.
  Series line(Text name, double away) {
    double[] x = new double[DRAWN + 1];
    double[] y = new double[DRAWN + 1];
    for (int i = 0; i <= DRAWN; i++) {
      double angle = 2 * Math.PI * i / DRAWN;
      x[i] = (radius(angle) + away) * Math.cos(angle);
      y[i] = (radius(angle) + away) * Math.sin(angle);
    }
    return Series.of(name, Values.of(x), Values.of(y));
  }
}
