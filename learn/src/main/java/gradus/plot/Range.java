package gradus.plot;

/// A stretch of an axis, `from` below `to`.
///
/// @param from the lower end
/// @param to the upper end
public record Range(double from, double to) {
  /// @throws PlotException if an end is not finite or `from` is not below `to`
  public Range {
    if (!(Double.isFinite(from) && Double.isFinite(to) && from < to)) {
      throw new PlotException(
          "Range: needs finite ends with from below to, not [%s, %s]", from, to);
    }
  }

  /// The stretch from `from` to `to`.
  public static Range of(double from, double to) {
    return new Range(from, to);
  }
}
