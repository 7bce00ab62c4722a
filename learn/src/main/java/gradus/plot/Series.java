package gradus.plot;

import gradus.tensor.Message;
import org.jspecify.annotations.Nullable;

/// A named row of points: a line of a [LineChart], a group of a [ScatterChart] or a path over a
/// [HeatMap]. Points with a NaN or infinite coordinate are left out; a line has a gap there.
///
/// @param name what the legend calls it; may be empty
/// @param x horizontal coordinates
/// @param y vertical coordinates, as many as `x`
/// @param markers whether each point gets a dot
/// @param style how the line is drawn; null to let the chart choose
/// @param color the colour; null to take the next of the [Palette]
public record Series(
    Text name,
    Values x,
    Values y,
    boolean markers,
    @Nullable LineStyle style,
    @Nullable Color color) {
  /// @throws PlotException if `x` and `y` differ in length
  public Series {
    if (x.size() != y.size()) {
      throw new PlotException(
          "series \"%s\": x has %d values but y has %d; each point needs both",
          name.english(), x.size(), y.size());
    }
  }

  /// A series through the points `(x[i], y[i])`.
  ///
  /// @throws PlotException if `x` and `y` differ in length
  public static Series of(Text name, Values x, Values y) {
    return new Series(name, x, y, false, null, null);
  }

  /// A series through the points `(x[i], y[i])`.
  ///
  /// @throws PlotException if `x` and `y` differ in length
  public static Series of(String name, double[] x, double[] y) {
    return of(Text.of(name), Values.of(x), Values.of(y));
  }

  /// A series through the points `(1, y[0]), (2, y[1]), ...`, such as one number per epoch.
  public static Series of(String name, double... y) {
    return of(Text.of(name), Values.counting(1, y.length), Values.of(y));
  }

  /// The same series with a dot at each point.
  public Series withMarkers() {
    return new Series(name, x, y, true, style, color);
  }

  /// The same series under another name.
  public Series withName(Text newName) {
    return new Series(newName, x, y, markers, style, color);
  }

  /// The same series drawn in another way.
  public Series withStyle(LineStyle newStyle) {
    return new Series(name, x, y, markers, newStyle, color);
  }

  /// The same series in a colour of its own.
  public Series withColor(Color newColor) {
    return new Series(name, x, y, markers, style, newColor);
  }

  boolean shows(int index) {
    return Double.isFinite(x.get(index)) && Double.isFinite(y.get(index));
  }

  void requirePositive(Message panel, Axis xAxis, Axis yAxis) {
    requirePositive(panel, "x", x, xAxis);
    requirePositive(panel, "y", y, yAxis);
  }

  private void requirePositive(Message panel, String letter, Values values, Axis axis) {
    if (axis.scale() != Scale.LOG) {
      return;
    }
    for (int i = 0; i < values.size(); i++) {
      if (Double.isFinite(values.get(i)) && values.get(i) <= 0) {
        throw new PlotException(
            "%s: series \"%s\" has %s = %s at index %d, and a logarithmic axis shows only positive"
                + " numbers; clip the values, make them NaN to leave a gap, or use a linear axis",
            panel, name.english(), letter, values.get(i), i);
      }
    }
  }
}
