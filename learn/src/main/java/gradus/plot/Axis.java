package gradus.plot;

import org.jspecify.annotations.Nullable;

/// One axis of a chart: its label, its scale and, where the data should not decide, its range.
///
/// @param label what the axis measures, with its unit; may be empty
/// @param scale linear or logarithmic
/// @param range the stretch to show; null to fit the data
public record Axis(Text label, Scale scale, @Nullable Range range) {
  /// @throws PlotException if the scale is logarithmic and the range reaches down to zero
  public Axis {
    if (scale == Scale.LOG && range != null && range.from() <= 0) {
      throw new PlotException(
          "Axis \"%s\": a logarithmic axis shows only positive numbers, but its range starts at %s",
          label.english(), range.from());
    }
  }

  /// A linear axis that fits the data.
  public static Axis of(Text label) {
    return new Axis(label, Scale.LINEAR, null);
  }

  /// A linear axis that fits the data.
  public static Axis of(String label) {
    return of(Text.of(label));
  }

  /// A logarithmic axis that fits the data.
  public static Axis log(Text label) {
    return new Axis(label, Scale.LOG, null);
  }

  /// A logarithmic axis that fits the data.
  public static Axis log(String label) {
    return log(Text.of(label));
  }

  /// The same axis with a fixed range.
  ///
  /// @throws PlotException if the range is empty, or not positive on a logarithmic axis
  public Axis withRange(double from, double to) {
    return new Axis(label, scale, new Range(from, to));
  }

  /// The same axis with another scale.
  public Axis withScale(Scale newScale) {
    return new Axis(label, newScale, range);
  }
}
