package gradus.plot;

/// An upright rectangle in pixels, `y` downwards.
record Box(double x, double y, double width, double height) {
  double right() {
    return x + width;
  }

  double bottom() {
    return y + height;
  }

  double centerX() {
    return x + width / 2;
  }

  double centerY() {
    return y + height / 2;
  }

  /// Whether it has a point in common with another one.
  boolean overlaps(Box other) {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }

  Box grown(double by) {
    return new Box(x - by, y - by, width + 2 * by, height + 2 * by);
  }

  Box inside(Insets insets) {
    return new Box(
        x + insets.left(),
        y + insets.top(),
        Math.max(1, width - insets.left() - insets.right()),
        Math.max(1, height - insets.top() - insets.bottom()));
  }

  /// The largest box of the given proportions in the middle of this one, on whole pixels.
  Box fitted(double columns, double rows) {
    double cell = Math.min(width / columns, height / rows);
    cell = cell >= 4 ? Math.floor(cell) : cell;
    double newWidth = cell * columns;
    return new Box(Math.round(x + (width - newWidth) / 2), y, newWidth, cell * rows);
  }
}
