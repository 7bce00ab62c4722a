package gradus.plot;

import gradus.tensor.Message;
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
public record ScatterChart(
    Text title, Axis x, Axis y, List<Series> groups, boolean equalAspect, boolean named)
    implements Panel {
  /// @throws PlotException if a value on a logarithmic axis is not positive (names group and
  ///   index), or equal aspect is asked of a logarithmic axis
  public ScatterChart {
    groups = List.copyOf(groups);
    Message name = Message.of("scatter chart \"%s\"", title.english());
    if (equalAspect && (x.scale() == Scale.LOG || y.scale() == Scale.LOG)) {
      throw new PlotException("%s: equal aspect needs two linear axes", name);
    }
    for (Series group : groups) {
      group.requirePositive(name, x, y);
    }
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
    return new ScatterChart(title, newX, newY, groups, equalAspect, named);
  }

  /// The same chart with one unit equally long on both axes.
  ///
  /// @throws PlotException if an axis is logarithmic
  public ScatterChart withEqualAspect() {
    return new ScatterChart(title, x, y, groups, true, named);
  }

  /// The same chart with the name of its group in place of each point, so that groups differ by
  /// more than their colours: for short names, such as digits.
  public ScatterChart withNames() {
    return new ScatterChart(title, x, y, groups, equalAspect, true);
  }
}
