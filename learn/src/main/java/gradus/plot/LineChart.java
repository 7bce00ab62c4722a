package gradus.plot;

import gradus.tensor.Message;
import java.util.ArrayList;
import java.util.List;

/// A chart of lines over two axes, such as loss by epoch.
///
/// ```java
/// LineChart.of(Text.of("Loss", "损失"), Series.of("train", 2.3, 0.9, 0.4))
///     .withAxes(Axis.of("epoch"), Axis.log("cross-entropy"))
///     .withReference(ReferenceLine.horizontal(0.5, Text.of("target")));
/// ```
///
/// NaN and infinite values leave gaps. A series may be empty or a single point.
///
/// @param title what stands above the chart
/// @param x the horizontal axis
/// @param y the vertical axis
/// @param series the lines, drawn in order
/// @param references values to mark
public record LineChart(
    Text title, Axis x, Axis y, List<Series> series, List<ReferenceLine> references)
    implements Panel {
  /// @throws PlotException if a value on a logarithmic axis is not positive (names series and
  ///   index)
  public LineChart {
    series = List.copyOf(series);
    references = List.copyOf(references);
    for (Series one : series) {
      one.requirePositive(Message.of("line chart \"%s\"", title.english()), x, y);
    }
  }

  /// A chart with linear axes and no labels on them.
  public static LineChart of(Text title, Series... series) {
    return of(title, List.of(series));
  }

  /// A chart with linear axes and no labels on them.
  public static LineChart of(Text title, List<Series> series) {
    return new LineChart(title, Axis.of(Text.EMPTY), Axis.of(Text.EMPTY), series, List.of());
  }

  /// The same chart over other axes.
  ///
  /// @throws PlotException if a value on a logarithmic axis is not positive
  public LineChart withAxes(Axis newX, Axis newY) {
    return new LineChart(title, newX, newY, series, references);
  }

  /// The same chart with one more value marked.
  public LineChart withReference(ReferenceLine reference) {
    List<ReferenceLine> more = new ArrayList<>(references);
    more.add(reference);
    return new LineChart(title, x, y, series, more);
  }
}
