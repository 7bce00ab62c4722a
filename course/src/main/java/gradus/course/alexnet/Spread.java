package gradus.course.alexnet;

import java.util.Arrays;

/// Mean and standard deviation of what several seeds gave.
///
/// @param count how many seeds
record Spread(int count, double mean, double deviation) {
  /// The two-sided 95 % points of Student's distribution with 1, 2, 3 and 4 degrees of freedom.
  private static final double[] STUDENT = {12.706, 4.303, 3.182, 2.776};

  static Spread of(double... values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    double deviation = values.length == 1 ? 0 : Math.sqrt(squares / (values.length - 1));
    return new Spread(values.length, mean, deviation);
  }

  /// How far from the mean one more seed falls at most, in 95 of 100 cases: `t s sqrt(1 + 1/n)`.
  double prediction() {
    return STUDENT[count - 2] * deviation * Math.sqrt(1 + 1.0 / count);
  }
}
