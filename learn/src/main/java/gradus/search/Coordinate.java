package gradus.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One number of a point as samplers see it: a real or whole number between bounds, or the index of
/// an option.
///
/// @param low the smallest value
/// @param high the largest value
/// @param whole whether it is a whole number
/// @param logarithmic whether it is searched by ratios
/// @param options how many options there are, 0 for a number
/// @param parent the coordinate that decides whether it exists, -1 for none
/// @param condition of which values of the parent; null for option 1 of it
/// @param group coordinates of the same group exist together
record Coordinate(
    double low,
    double high,
    boolean whole,
    boolean logarithmic,
    int options,
    int parent,
    @Nullable Condition condition,
    int group) {

  boolean isCategory() {
    return options > 0;
  }

  /// Whether it exists where its parent has this value, NaN for none.
  boolean existsWith(double value, Coordinates all) {
    return switch (condition) {
      case null -> value == 1;
      case Condition.AtLeast(_, double least) -> all.number(parent, value) >= least;
      case Condition.OneOf(_, List<String> names) ->
          !Double.isNaN(value) && names.contains(all.option(parent, (int) value));
    };
  }

  /// The value on the scale on which it is searched.
  double scaled(double value) {
    return logarithmic ? Math.log(value) : value;
  }

  /// The lower end of that scale; half a step below the smallest whole number.
  double bottom() {
    return scaled(whole ? low - 0.5 : low);
  }

  /// The upper end of that scale.
  double top() {
    return scaled(whole ? high + 0.5 : high);
  }

  /// The value of a place on the scale.
  double value(double place) {
    double value = logarithmic ? Math.exp(place) : place;
    return Math.clamp(whole ? Math.rint(value) : value, low, high);
  }

  /// The value at a part of all there are, from 0 to 1.
  double at(double part) {
    return isCategory()
        ? Math.min((int) (part * options), options - 1)
        : value(bottom() + part * (top() - bottom()));
  }

  /// The part at which a value lies, from 0 to 1.
  double part(double value) {
    return isCategory() ? (value + 0.5) / options : (scaled(value) - bottom()) / (top() - bottom());
  }

  static Coordinate category(int options, Position at) {
    return new Coordinate(
        0, options - 1.0, true, false, options, at.parent, at.condition, at.group);
  }

  static Coordinate number(
      double low, double high, boolean whole, boolean logarithmic, Position at) {
    return new Coordinate(low, high, whole, logarithmic, 0, at.parent, at.condition, at.group);
  }

  /// When a coordinate exists, and with which others.
  record Position(int parent, @Nullable Condition condition, int group) {}
}
