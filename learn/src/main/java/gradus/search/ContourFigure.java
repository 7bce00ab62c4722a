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
import java.util.Arrays;
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
    return Figure.of(
        lined
            .withAxes(Axis.of(x.label()), Axis.of(y.label()))
            .withPath(
                points(Text.of("trials", "试验"), coordinates, finished, x, y, Palette.SLATE.color()))
            .withPath(
                points(
                    Text.of("best", "最优"),
                    coordinates,
                    List.of(best),
                    x,
                    y,
                    Palette.VERMILION.color())));
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

  /// Points that no line connects: a gap stands between them.
  private static Series points(
      Text name, Coordinates coordinates, List<TrialRecord> trials, Side x, Side y, Color color) {
    double[] xs = new double[2 * trials.size()];
    double[] ys = new double[xs.length];
    Arrays.fill(xs, Double.NaN);
    Arrays.fill(ys, Double.NaN);
    for (int i = 0; i < trials.size(); i++) {
      double[] point = coordinates.point(trials.get(i).configuration());
      xs[2 * i] = x.shown().applyAsDouble(point[x.index()]);
      ys[2 * i] = y.shown().applyAsDouble(point[y.index()]);
    }
    return Series.of(name, Values.of(xs), Values.of(ys)).withMarkers().withColor(color);
  }
}
