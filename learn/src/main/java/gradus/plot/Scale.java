package gradus.plot;

/// How numbers map to positions along an axis or to colours.
public enum Scale {
  /// Equal distances for equal differences.
  LINEAR,
  /// Equal distances for equal ratios; shows positive numbers only.
  LOG
}
