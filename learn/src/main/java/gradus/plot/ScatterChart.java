package gradus.plot;

import gradus.tensor.Message;
import java.util.ArrayList;
import java.util.List;

/// A chart of points in groups of one colour each, such as samples by class.
///
/// Points with a NaN or infinite coordinate are left out.
///
/// @param title what stands above the chart
/// @param x the horizontal axis
/// @param y the vertical axis
/// @param groups the points; each group has its colour and its entry in the legend
/// @param equalAspect whether one unit is equally long on both (linear) axes
/// @param named whether each point is the name of its group, and not a disc; there is no legend
///   then
/// @param lines thin lines under the points, such as paths or the arrows of a vector field
///   ([#withArrows]); they have no entry in the legend and do not stretch the axes
/// @param labels texts beside points, each where it covers nothing; one without room is left out
public record ScatterChart(
    Text title,
    Axis x,
    Axis y,
    List<Series> groups,
    boolean equalAspect,
    boolean named,
    List<Series> lines,
    List<PointLabel> labels)
    implements Panel {
  private static final double HEAD = 0.35;
  private static final double SLANT = 0.6;

  /// @throws PlotException if a value on a logarithmic axis is not positive (names group and
  ///   index), or equal aspect is asked of a logarithmic axis
  public ScatterChart {
    groups = List.copyOf(groups);
    lines = List.copyOf(lines);
    labels = List.copyOf(labels);
    Message name = Message.of("scatter chart \"%s\"", title.english());
    if (equalAspect && (x.scale() == Scale.LOG || y.scale() == Scale.LOG)) {
      throw new PlotException("%s: equal aspect needs two linear axes", name);
    }
    for (Series group : groups) {
      group.requirePositive(name, x, y);
    }
    for (Series line : lines) {
      line.requirePositive(name, x, y);
    }
  }

  /// A chart without lines and labels.
  ///
  /// @throws PlotException if a value on a logarithmic axis is not positive (names group and
  ///   index), or equal aspect is asked of a logarithmic axis
  public ScatterChart(
      Text title, Axis x, Axis y, List<Series> groups, boolean equalAspect, boolean named) {
    this(title, x, y, groups, equalAspect, named, List.of(), List.of());
  }

  /// A chart whose points are discs.
  ///
  /// @throws PlotException if a value on a logarithmic axis is not positive (names group and
  ///   index), or equal aspect is asked of a logarithmic axis
  public ScatterChart(Text title, Axis x, Axis y, List<Series> groups, boolean equalAspect) {
    this(title, x, y, groups, equalAspect, false);
  }

  /// A chart with linear axes and no labels on them.
  public static ScatterChart of(Text title, Series... groups) {
    return of(title, List.of(groups));
  }

  /// A chart with linear axes and no labels on them.
  public static ScatterChart of(Text title, List<Series> groups) {
    return new ScatterChart(title, Axis.of(Text.EMPTY), Axis.of(Text.EMPTY), groups, false);
  }

  /// The same chart over other axes.
  ///
  /// @throws PlotException if a value on a logarithmic axis is not positive
  public ScatterChart withAxes(Axis newX, Axis newY) {
    return new ScatterChart(title, newX, newY, groups, equalAspect, named, lines, labels);
  }

  /// The same chart with one unit equally long on both axes.
  ///
  /// @throws PlotException if an axis is logarithmic
  public ScatterChart withEqualAspect() {
    return new ScatterChart(title, x, y, groups, true, named, lines, labels);
  }

  /// The same chart with the name of its group in place of each point, so that groups differ by
  /// more than their colours: for short names, such as digits.
  public ScatterChart withNames() {
    return new ScatterChart(title, x, y, groups, equalAspect, true, lines, labels);
  }

  /// The same chart with further lines under its points.
  ///
  /// @throws PlotException if a value on a logarithmic axis is not positive
  public ScatterChart withLines(List<Series> more) {
    List<Series> all = new ArrayList<>(lines);
    all.addAll(more);
    return new ScatterChart(title, x, y, groups, equalAspect, named, all, labels);
  }

  /// The same chart with further texts beside points.
  public ScatterChart withLabels(List<PointLabel> more) {
    List<PointLabel> all = new ArrayList<>(labels);
    all.addAll(more);
    return new ScatterChart(title, x, y, groups, equalAspect, named, lines, all);
  }

  /// The same chart with arrows under its points, from places to others: a vector field.
  ///
  /// @param from the places
  /// @param to where the arrow of each place ends, as many
  /// @throws PlotException if there are not as many, or a value on a logarithmic axis is not
  ///   positive
  public ScatterChart withArrows(Series from, Series to) {
    if (from.x().size() != to.x().size()) {
      throw new PlotException(
          "scatter chart \"%s\": %d arrows begin, but %d end",
          title.english(), from.x().size(), to.x().size());
    }
    // Six points an arrow: the shaft, one side of the head, the other, and a gap.
    int count = from.x().size();
    double[] xs = new double[6 * count];
    double[] ys = new double[6 * count];
    for (int i = 0; i < count; i++) {
      double endX = to.x().get(i);
      double endY = to.y().get(i);
      double backX = HEAD * (from.x().get(i) - endX);
      double backY = HEAD * (from.y().get(i) - endY);
      double[] rowX = {from.x().get(i), endX, side(backX, -backY), endX, side(backX, backY)};
      double[] rowY = {from.y().get(i), endY, side(backY, backX), endY, side(backY, -backX)};
      for (int k = 0; k < 6; k++) {
        boolean head = k == 2 || k == 4;
        xs[6 * i + k] = k > 4 ? Double.NaN : head ? endX + rowX[k] : rowX[k];
        ys[6 * i + k] = k > 4 ? Double.NaN : head ? endY + rowY[k] : rowY[k];
      }
    }
    return withLines(
        List.of(new Series(from.name(), Values.of(xs), Values.of(ys), false, null, from.color())));
  }

  /// One coordinate of a side of an arrow's head, turned by half a right angle or so.
  private static double side(double back, double across) {
    return back + SLANT * across;
  }
}
