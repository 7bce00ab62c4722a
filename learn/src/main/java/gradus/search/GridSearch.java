package gradus.search;

import gradus.tensor.ArgumentException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// A sampler that tries every combination of a few values of each parameter, in order, the last
/// parameter changing fastest; then there is nothing left to try.
///
/// Numbers are cut into equal stretches of their scale, ends included; of whole numbers, each is
/// tried at most once. Options are all tried, and parameters that do not exist add nothing.
///
/// @param values how many values of each number are tried
public record GridSearch(int values) implements Sampler {
  private static final int MOST = 100_000;

  /// Checks the number of values.
  public GridSearch {
    if (values < 1) {
      throw new ArgumentException(
          "gridSearch: needs at least 1 value of each number, got %d", values);
    }
  }

  /// A grid of so many values of each number.
  public static GridSearch of(int values) {
    return new GridSearch(values);
  }

  /// @throws ArgumentException where the grid has over 100,000 points
  @Override
  public Configuration suggest(Trials trials, int id) {
    Coordinates coordinates = new Coordinates(trials.space());
    List<double[]> points = points(coordinates);
    return coordinates.configuration(points.get((id - 1) % points.size()));
  }

  /// How many points the grid has.
  @Override
  public OptionalInt limit(Space space) {
    return OptionalInt.of(points(new Coordinates(space)).size());
  }

  private List<double[]> points(Coordinates coordinates) {
    List<double[]> points = new ArrayList<>();
    add(coordinates, new double[coordinates.size()], 0, points);
    return points;
  }

  private void add(Coordinates coordinates, double[] point, int at, List<double[]> points) {
    if (at == point.length) {
      if (points.size() == MOST) {
        throw new ArgumentException(
            "gridSearch: %d values of each number make more than %d combinations; take fewer"
                + " values or parameters, or RandomSearch",
            values, MOST);
      }
      points.add(point.clone());
      return;
    }
    if (!coordinates.exists(at, point)) {
      point[at] = Double.NaN;
      add(coordinates, point, at + 1, points);
      return;
    }
    for (double value : values(coordinates.get(at))) {
      point[at] = value;
      add(coordinates, point, at + 1, points);
    }
    Arrays.fill(point, at, point.length, 0);
  }

  private Set<Double> values(Coordinate coordinate) {
    Set<Double> all = new LinkedHashSet<>();
    int count = coordinate.isCategory() ? coordinate.options() : values;
    double low = coordinate.scaled(coordinate.low());
    double high = coordinate.scaled(coordinate.high());
    for (int i = 0; i < count; i++) {
      double part = count == 1 ? 0.5 : i / (count - 1.0);
      all.add(coordinate.isCategory() ? i : tidy(coordinate, low + part * (high - low)));
    }
    return all;
  }

  /// Without the last digits that logarithms leave: 0.001 and not 0.0010000000000000002.
  private static double tidy(Coordinate coordinate, double place) {
    BigDecimal value = BigDecimal.valueOf(coordinate.value(place)).round(new MathContext(12));
    return Math.clamp(value.doubleValue(), coordinate.low(), coordinate.high());
  }
}
