package gradus.plot;

/// A thin dashed line across a chart that marks a value, such as a target or the best epoch.
///
/// @param direction along which axis the line runs
/// @param value where it crosses the other axis
/// @param label what it means; may be empty
public record ReferenceLine(Direction direction, double value, Text label) {
  /// Which way a reference line runs.
  public enum Direction {
    /// From left to right, at a height.
    HORIZONTAL,
    /// From bottom to top, at a place along the x axis.
    VERTICAL
  }

  /// @throws PlotException if the value is not finite
  public ReferenceLine {
    if (!Double.isFinite(value)) {
      throw new PlotException(
          "reference line \"%s\": needs a finite value, not %s", label.english(), value);
    }
  }

  /// A line from left to right at `y = value`.
  public static ReferenceLine horizontal(double value, Text label) {
    return new ReferenceLine(Direction.HORIZONTAL, value, label);
  }

  /// A line from bottom to top at `x = value`.
  public static ReferenceLine vertical(double value, Text label) {
    return new ReferenceLine(Direction.VERTICAL, value, label);
  }
}
