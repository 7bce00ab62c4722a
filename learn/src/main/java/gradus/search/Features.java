package gradus.search;

import java.util.Arrays;
import java.util.List;

/// Points as a Gaussian process sees them, and the results that it learns from.
///
/// A number lies from 0 to 1 on the scale on which it is searched, in the middle where it does not
/// exist; an option is its index, -1 where there is none. Results have mean 0 and deviation 1; what
/// is far worse than the median is cut off, so that one diverged training does not flatten all.
///
/// @param coordinates of the space
/// @param trials those that the process learns from
/// @param places the features of each
/// @param values the result of each, so turned that smaller is better
/// @param center what was subtracted of the results
/// @param spread what they were divided by
record Features(
    Coordinates coordinates,
    List<TrialRecord> trials,
    double[][] places,
    double[] values,
    double center,
    double spread) {
  private static final double FARTHEST = 10;

  static Features of(Coordinates coordinates, List<TrialRecord> trials, double[] costs) {
    double[][] places =
        trials.stream()
            .map(trial -> place(coordinates, coordinates.point(trial.configuration())))
            .toArray(double[][]::new);
    double[] sorted = Arrays.stream(costs).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      return new Features(coordinates, trials, places, new double[costs.length], 0, 1);
    }
    double best = sorted[0];
    double median = sorted[sorted.length / 2];
    double worst = sorted[sorted.length - 1];
    double limit = median > best ? Math.min(worst, median + FARTHEST * (median - best)) : worst;
    double[] values = Arrays.stream(costs).map(cost -> Math.clamp(cost, best, limit)).toArray();
    double center = Arrays.stream(values).average().orElse(0);
    double spread =
        Math.sqrt(Arrays.stream(values).map(v -> (v - center) * (v - center)).average().orElse(0));
    double divisor = spread > 0 ? spread : 1;
    return new Features(
        coordinates,
        trials,
        places,
        Arrays.stream(values).map(value -> (value - center) / divisor).toArray(),
        center,
        divisor);
  }

  static double[] place(Coordinates coordinates, double[] point) {
    double[] place = new double[point.length];
    for (int i = 0; i < place.length; i++) {
      Coordinate coordinate = coordinates.get(i);
      boolean exists = !Double.isNaN(point[i]);
      if (coordinate.isCategory()) {
        place[i] = exists ? point[i] : -1;
      } else {
        place[i] = exists ? coordinate.part(point[i]) : 0.5;
      }
    }
    return place;
  }

  boolean[] categories() {
    boolean[] categories = new boolean[coordinates.size()];
    for (int i = 0; i < categories.length; i++) {
      categories[i] = coordinates.get(i).isCategory();
    }
    return categories;
  }

  Regression fitted() {
    return Regression.fitted(categories(), places, values);
  }
}
