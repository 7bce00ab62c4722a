package gradus.plot;

/// A short text beside a point of a [ScatterChart], such as the point's number in a key.
///
/// @param x where the point lies
/// @param y where the point lies
/// @param text what is written beside it
public record PointLabel(double x, double y, Text text) {
  /// @throws PlotException if a coordinate is not finite
  public PointLabel {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new PlotException(
          "point label \"%s\": needs a finite place, not %s, %s", text.english(), x, y);
    }
  }
}
