package gradus.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A density over some coordinates of a space: a mixture of a kernel around each observation and
/// one, the prior, over everything.
///
/// The kernel of a number is a normal distribution cut off at the bounds, on the scale on which the
/// number is searched, and as wide as the gap to the farther neighbour. That of a whole number is
/// its mass within half a step. That of an option gives `1 / (n + 1)` more to every option.
final class Parzen {
  private static final int FLAT = 25;
  private static final double NARROWEST = 100;

  private final List<Coordinate> coordinates;
  private final double[] weights;
  private final double[] logWeights;
  private final double[][] means;
  private final double[][] deviations;
  private final double[][] logMasses;

  /// @param coordinates which are modelled together
  /// @param observations their values, oldest first
  /// @param fading whether old observations count less
  Parzen(List<Coordinate> coordinates, List<double[]> observations, boolean fading) {
    this.coordinates = coordinates;
    int count = observations.size();
    weights = weights(count, fading);
    logWeights = Arrays.stream(weights).map(Math::log).toArray();
    means = new double[coordinates.size()][];
    deviations = new double[coordinates.size()][count + 1];
    logMasses = new double[coordinates.size()][count + 1];
    for (int i = 0; i < means.length; i++) {
      int at = i;
      Coordinate coordinate = coordinates.get(i);
      means[i] =
          Arrays.copyOf(
              observations.stream().mapToDouble(o -> coordinate.scaled(o[at])).toArray(),
              count + 1);
      if (!coordinate.isCategory()) {
        fit(coordinate, means[i], deviations[i], logMasses[i]);
      }
    }
  }

  private static double[] weights(int count, boolean fading) {
    double[] weights = new double[count + 1];
    Arrays.fill(weights, 1);
    int ramp = fading ? count - FLAT : 0;
    for (int i = 0; i < ramp; i++) {
      double part = ramp == 1 ? 0 : i / (ramp - 1.0);
      weights[i] = 1.0 / count + part * (1 - 1.0 / count);
    }
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  private static void fit(
      Coordinate coordinate, double[] means, double[] deviations, double[] logMasses) {
    double bottom = coordinate.bottom();
    double top = coordinate.top();
    int count = means.length - 1;
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> means[i]));
    double narrowest = (top - bottom) / Math.min(NARROWEST, 2.0 + count);
    for (int i = 0; i < count; i++) {
      double mean = means[order[i]];
      double below = mean - (i > 0 ? means[order[i - 1]] : bottom);
      double above = (i < count - 1 ? means[order[i + 1]] : top) - mean;
      // The bounds are no neighbours of the outermost ones, unless there is no other.
      double gap =
          count > 1 && i == 0
              ? above
              : count > 1 && i == count - 1 ? below : Math.max(below, above);
      deviations[order[i]] = Math.clamp(gap, narrowest, top - bottom);
    }
    means[count] = (bottom + top) / 2;
    deviations[count] = top - bottom;
    for (int i = 0; i <= count; i++) {
      logMasses[i] =
          Math.log(
              Normal.between(
                  (bottom - means[i]) / deviations[i], (top - means[i]) / deviations[i]));
    }
  }

  /// A point drawn from the density.
  double[] draw(Randomness random) {
    int kernel = random.weighted(weights);
    double[] point = new double[coordinates.size()];
    for (int i = 0; i < point.length; i++) {
      Coordinate coordinate = coordinates.get(i);
      point[i] =
          coordinate.isCategory()
              ? random.weighted(options(coordinate, i, kernel))
              : coordinate.value(place(coordinate, i, kernel, random));
    }
    return point;
  }

  private double place(Coordinate coordinate, int at, int kernel, Randomness random) {
    // At least every third falls inside, for a mean does, and no deviation exceeds the range.
    while (true) {
      double place = means[at][kernel] + deviations[at][kernel] * random.normal();
      if (place >= coordinate.bottom() && place <= coordinate.top()) {
        return place;
      }
    }
  }

  private double[] options(Coordinate coordinate, int at, int kernel) {
    double[] likely = new double[coordinate.options()];
    for (int option = 0; option < likely.length; option++) {
      likely[option] = likelihood(coordinate, at, kernel, option);
    }
    return likely;
  }

  private double likelihood(Coordinate coordinate, int at, int kernel, int option) {
    int kernels = weights.length;
    boolean prior = kernel == kernels - 1;
    double more = 1.0 / kernels;
    double sum = coordinate.options() * more + (prior ? 0 : 1);
    return (more + (!prior && means[at][kernel] == option ? 1 : 0)) / sum;
  }

  /// The logarithm of the density at a point, but for a constant.
  double logDensity(double[] point) {
    double[] logs = logWeights.clone();
    for (int i = 0; i < point.length; i++) {
      Coordinate coordinate = coordinates.get(i);
      for (int kernel = 0; kernel < logs.length; kernel++) {
        logs[kernel] +=
            coordinate.isCategory()
                ? Math.log(likelihood(coordinate, i, kernel, (int) point[i]))
                : logKernel(coordinate, i, kernel, point[i]);
      }
    }
    double most = Arrays.stream(logs).max().orElseThrow();
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - most);
    }
    return most + Math.log(sum);
  }

  private double logKernel(Coordinate coordinate, int at, int kernel, double value) {
    double mean = means[at][kernel];
    double deviation = deviations[at][kernel];
    if (coordinate.whole()) {
      double low = coordinate.scaled(value - 0.5);
      double high = coordinate.scaled(value + 0.5);
      return Math.log(Normal.between((low - mean) / deviation, (high - mean) / deviation))
          - logMasses[at][kernel];
    }
    double distance = (coordinate.scaled(value) - mean) / deviation;
    return Normal.logDensity(distance) - Math.log(deviation) - logMasses[at][kernel];
  }
}
