package gradus.course.charts;

import gradus.plot.Axis;
import gradus.plot.LineChart;
import gradus.plot.Palette;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import java.util.List;

/// What was measured epoch by epoch, as lines over all epochs that there are to be, so that the
/// chart keeps its place while it grows.
public final class Epochs {
  private Epochs() {}

  /// A chart over epochs.
  ///
  /// @param all how many epochs there are to be
  public static LineChart chart(Text title, int all, Axis up, List<Series> lines) {
    return LineChart.of(title, lines)
        .withAxes(Axis.of(Text.of("epoch", "轮")).withRange(0, all), up);
  }

  /// A chart over epochs.
  ///
  /// @param all how many epochs there are to be
  public static LineChart chart(Text title, int all, Axis up, Series... lines) {
    return chart(title, all, up, List.of(lines));
  }

  /// A line with a value for each epoch, which are counted from 1.
  public static Series line(Text name, double... values) {
    return line(name, Values.of(values));
  }

  /// A line with a value for each epoch, which are counted from 1.
  public static Series line(Text name, Values values) {
    return Series.of(name, Values.counting(1, values.size()), values).withMarkers();
  }

  /// Likewise in a colour.
  public static Series line(Text name, double[] values, Palette color) {
    return line(name, values).withColor(color.color());
  }
}
