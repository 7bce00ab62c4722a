package gradus.plot;

import gradus.tensor.Message;
import java.util.List;

/// A chart of upright bars, one per category, or one per category and group side by side.
///
/// NaN and infinite values leave the place of the bar empty.
///
/// @param title what stands above the chart
/// @param x the axis of categories; only its label is used
/// @param y the axis of values, which always shows zero unless it has a range; linear
/// @param categories the names under the bars
/// @param groups the bars of one colour each
/// @param numbers whether each bar carries its value
public record BarChart(
    Text title, Axis x, Axis y, List<Text> categories, List<Group> groups, boolean numbers)
    implements Panel {
  /// The bars of one colour.
  ///
  /// @param name what the legend calls them; may be empty
  /// @param values one height per category
  public record Group(Text name, Values values) {}

  /// @throws PlotException if a group has not one value per category, or the axis is logarithmic
  public BarChart {
    categories = List.copyOf(categories);
    groups = List.copyOf(groups);
    Message chart = Message.of("bar chart \"%s\"", title.english());
    if (y.scale() == Scale.LOG) {
      throw new PlotException(
          "%s: bars start at zero, which a logarithmic axis cannot show; use a line chart", chart);
    }
    for (Group group : groups) {
      if (group.values().size() != categories.size()) {
        throw new PlotException(
            "%s: group \"%s\" has %d values for %d categories; each category needs one",
            chart, group.name().english(), group.values().size(), categories.size());
      }
    }
  }

  /// A chart of one group.
  ///
  /// @throws PlotException if there is not one value per category
  public static BarChart of(Text title, List<Text> categories, double... values) {
    return of(title, categories, List.of(new Group(Text.EMPTY, Values.of(values))));
  }

  /// A chart of several groups side by side.
  ///
  /// @throws PlotException if a group has not one value per category
  public static BarChart of(Text title, List<Text> categories, List<Group> groups) {
    return new BarChart(title, Axis.of(Text.EMPTY), Axis.of(Text.EMPTY), categories, groups, false);
  }

  /// The same chart over other axes.
  ///
  /// @throws PlotException if the axis of values is logarithmic
  public BarChart withAxes(Axis newX, Axis newY) {
    return new BarChart(title, newX, newY, categories, groups, numbers);
  }

  /// The same chart with its value above each bar.
  public BarChart withNumbers() {
    return new BarChart(title, x, y, categories, groups, true);
  }
}
