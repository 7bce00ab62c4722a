package gradus.search;

import gradus.tensor.ArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/// A space as coordinates, and its configurations as points: arrays of a number for each, NaN for
/// what does not exist.
///
/// A power of two is its exponent, and "zero or log-uniform" is two coordinates: which of the two,
/// and the number where it is not zero.
final class Coordinates {
  private final Space space;
  private final List<Coordinate> all = new ArrayList<>();
  private final List<Integer> first = new ArrayList<>();
  private final List<Integer> owner = new ArrayList<>();
  private int groups;

  Coordinates(Space space) {
    this.space = space;
    Map<Object, Integer> known = new HashMap<>();
    for (Dimension dimension : space.dimensions()) {
      Condition condition = dimension.condition();
      int parent = condition == null ? -1 : first.get(space.names().indexOf(condition.parent()));
      int group = known.computeIfAbsent(condition == null ? "always" : condition, _ -> groups++);
      first.add(all.size());
      add(dimension.domain(), new Coordinate.Position(parent, condition, group));
      while (owner.size() < all.size()) {
        owner.add(first.size() - 1);
      }
    }
  }

  private void add(Domain domain, Coordinate.Position at) {
    switch (domain) {
      case Domain.Uniform(double low, double high) ->
          all.add(Coordinate.number(low, high, false, false, at));
      case Domain.LogUniform(double low, double high) ->
          all.add(Coordinate.number(low, high, false, true, at));
      case Domain.Integers(long low, long high) ->
          all.add(Coordinate.number((double) low, (double) high, true, false, at));
      case Domain.LogIntegers(long low, long high) ->
          all.add(Coordinate.number((double) low, (double) high, true, true, at));
      case Domain.PowersOfTwo(long low, long high) ->
          all.add(Coordinate.number(exponent(low), exponent(high), true, false, at));
      case Domain.Choice(List<String> options) -> all.add(Coordinate.category(options.size(), at));
      case Domain.ZeroOrLogUniform(double low, double high) -> {
        all.add(Coordinate.category(2, at));
        Coordinate.Position inside = new Coordinate.Position(all.size() - 1, null, groups++);
        all.add(Coordinate.number(low, high, false, true, inside));
      }
    }
  }

  private static int exponent(long power) {
    return Long.numberOfTrailingZeros(power);
  }

  /// The exponent of a power of two, or a fraction, which is in no domain.
  private static double exponentOrFraction(double number) {
    return Math.scalb(1.0, Math.getExponent(number)) == number ? Math.getExponent(number) : 0.5;
  }

  Space space() {
    return space;
  }

  int size() {
    return all.size();
  }

  int groups() {
    return groups;
  }

  Coordinate get(int index) {
    return all.get(index);
  }

  /// The first coordinate of a parameter.
  int firstOf(int dimension) {
    return first.get(dimension);
  }

  /// Whether a coordinate exists, given those before it.
  boolean exists(int index, double[] point) {
    Coordinate coordinate = all.get(index);
    int parent = coordinate.parent();
    return parent < 0 || coordinate.existsWith(point[parent], this);
  }

  /// A point whose coordinates are chosen in order, as far as they exist.
  double[] point(IntToDoubleFunction choice) {
    double[] point = new double[size()];
    for (int i = 0; i < point.length; i++) {
      point[i] = exists(i, point) ? choice.applyAsDouble(i) : Double.NaN;
    }
    return point;
  }

  String option(int index, int option) {
    return switch (space.dimensions().get(owner.get(index)).domain()) {
      case Domain.Choice(List<String> options) -> options.get(option);
      default -> Integer.toString(option);
    };
  }

  /// What a coordinate that others depend on stands for as a number.
  double number(int index, double value) {
    return switch (space.dimensions().get(owner.get(index)).domain()) {
      case Domain.PowersOfTwo _ -> Math.scalb(1.0, (int) value) + 0 * value;
      default -> value;
    };
  }

  Configuration configuration(double[] point) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int d = 0; d < first.size(); d++) {
      double value = point[first.get(d)];
      if (!Double.isNaN(value)) {
        Dimension dimension = space.dimensions().get(d);
        values.put(
            dimension.name(),
            switch (dimension.domain()) {
              case Domain.Uniform _, Domain.LogUniform _ -> value;
              case Domain.Integers _, Domain.LogIntegers _ -> (long) value;
              case Domain.PowersOfTwo _ -> 1L << (int) value;
              case Domain.Choice(List<String> options) -> options.get((int) value);
              case Domain.ZeroOrLogUniform _ -> value == 0 ? 0.0 : point[first.get(d) + 1];
            });
      }
    }
    return new Configuration(values);
  }

  /// The point of a configuration.
  ///
  /// @throws ArgumentException where it lacks a parameter that exists, has one that does not, or a
  ///   value lies outside its domain
  double[] point(Configuration configuration) {
    double[] point = new double[size()];
    Arrays.fill(point, Double.NaN);
    for (int d = 0; d < first.size(); d++) {
      Dimension dimension = space.dimensions().get(d);
      String name = dimension.name();
      boolean exists = exists(first.get(d), point);
      if (exists != configuration.has(name)) {
        throw new ArgumentException(
            exists
                ? "configuration: %s has no value for %s"
                : "configuration: %s has a value for %s, which does not exist there",
            configuration,
            name);
      }
      if (exists) {
        fill(point, first.get(d), dimension, configuration);
      }
    }
    for (String name : configuration.values().keySet()) {
      space.dimension(name);
    }
    return point;
  }

  private void fill(double[] point, int at, Dimension dimension, Configuration configuration) {
    String name = dimension.name();
    switch (dimension.domain()) {
      case Domain.Choice(List<String> options) ->
          point[at] = options.indexOf(configuration.text(name));
      case Domain.PowersOfTwo _ -> point[at] = exponentOrFraction(configuration.number(name));
      case Domain.ZeroOrLogUniform _ -> {
        double value = configuration.number(name);
        point[at] = value == 0 ? 0 : 1;
        point[at + 1] = value == 0 ? Double.NaN : value;
      }
      default -> point[at] = configuration.number(name);
    }
    for (int i = at; i < size() && owner.get(i).equals(owner.get(at)); i++) {
      Coordinate coordinate = all.get(i);
      double value = point[i];
      boolean fits =
          Double.isNaN(value)
              ? i > at
              : value >= coordinate.low()
                  && value <= coordinate.high()
                  && (!coordinate.whole() || value == Math.rint(value));
      if (!fits) {
        throw new ArgumentException(
            "configuration: %s = %s is not in %s",
            name, configuration.text(name), dimension.domain());
      }
    }
  }
}
