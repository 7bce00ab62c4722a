package gradus.search;

import gradus.plot.Axis;
import gradus.plot.Color;
import gradus.plot.Figure;
import gradus.plot.HeatMap;
import gradus.plot.Palette;
import gradus.plot.Range;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.ArgumentException;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// The picture of the value over two parameters.
final class ContourFigure {
  private static final int LEVELS = 12;

  private ContourFigure() {}

  /// One side of the picture.
  ///
  /// @param index the coordinate
  /// @param label its name, with the function that is drawn of it
  /// @param shown what is drawn of a value
  private record Side(int index, Coordinate coordinate, String label, DoubleUnaryOperator shown) {
    Range range() {
      return new Range(
          shown.applyAsDouble(coordinate.low()), shown.applyAsDouble(coordinate.high()));
    }

    /// The part of all values, from 0 to 1, of what is drawn.
    double part(double drawn) {
      double value = coordinate.logarithmic() ? Math.pow(10, drawn) : drawn;
      return coordinate.part(value);
    }
  }

  static Figure of(Trials trials, String across, String up) {
    trials.requireOneAim("contour");
    TrialRecord best = trials.best();
    Coordinates coordinates = new Coordinates(trials.space());
    Side x = side(coordinates, best, across);
    Side y = side(coordinates, best, up);
    if (x.index() == y.index()) {
      throw new ArgumentException("contour: needs two parameters, got %s twice", across);
    }
    List<TrialRecord> finished = trials.finished();
    Features features =
        Features.of(coordinates, finished, finished.stream().mapToDouble(trials::cost).toArray());
    Regression process = features.fitted();
    double[] place = Features.place(coordinates, coordinates.point(best.configuration()));
    HeatMap map =
        HeatMap.ofFunction(
            Text.of("Expected value", "预期目标值"),
            (drawnX, drawnY) -> {
              double[] at = place.clone();
              at[x.index()] = x.part(drawnX);
              at[y.index()] = y.part(drawnY);
              double cost = process.mean(at) * features.spread() + features.center();
              return trials.cost(0, cost);
            },
            x.range(),
            y.range());
    double[] sorted = map.grid().values().stream().sorted().toArray();
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    HeatMap lined = high > low ? map.withContours(Values.spaced(low, high, LEVELS)) : map;
    HeatMap drawn = lined.withAxes(Axis.of(x.label()), Axis.of(y.label()));
    Text name = Text.of("trials", "试验");
    for (TrialRecord trial : finished) {
      drawn = drawn.withPath(point(name, coordinates, trial, x, y, Palette.SLATE.color()));
      name = Text.EMPTY;
    }
    Text bestName = Text.of("best", "最优");
    Color bestColor = Palette.VERMILION.color();
    return Figure.of(drawn.withPath(point(bestName, coordinates, best, x, y, bestColor)));
  }

  private static Side side(Coordinates coordinates, TrialRecord best, String name) {
    Dimension dimension = coordinates.space().dimension(name);
    if (dimension.domain() instanceof Domain.Choice) {
      throw new ArgumentException(
          "contour: %s is a choice, which has no order to draw an axis of; name a number", name);
    }
    boolean zero = dimension.domain() instanceof Domain.ZeroOrLogUniform;
    if (!best.configuration().has(name) || (zero && best.configuration().number(name) == 0)) {
      throw new ArgumentException(
          "contour: %s does not exist, or is 0, in the best trial (%s); name another parameter",
          name, best.configuration());
    }
    int index = coordinates.firstOf(coordinates.space().names().indexOf(name)) + (zero ? 1 : 0);
    Coordinate coordinate = coordinates.get(index);
    if (coordinate.logarithmic()) {
      return new Side(index, coordinate, "log10 " + name, Math::log10);
    }
    boolean power = dimension.domain() instanceof Domain.PowersOfTwo;
    return new Side(index, coordinate, power ? "log2 " + name : name, value -> value);
  }

  private static Series point(
      Text name, Coordinates coordinates, TrialRecord trial, Side x, Side y, Color color) {
    double[] point = coordinates.point(trial.configuration());
    Values xs = Values.of(x.shown().applyAsDouble(point[x.index()]));
    Values ys = Values.of(y.shown().applyAsDouble(point[y.index()]));
    return Series.of(name, xs, ys).withMarkers().withColor(color);
  }
}
