package gradus.plot;

/// The room around a plot area that titles, ticks and labels need, in pixels.
record Insets(double top, double right, double bottom, double left) {
  /// The larger of each side.
  Insets max(Insets other) {
    return new Insets(
        Math.max(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom),
        Math.max(left, other.left));
  }
}
