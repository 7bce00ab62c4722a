package gradus.plot;

/// The layout of a [MatrixChart].
record MatrixLayout(
    MatrixChart matrix, Header header, RowNames names, CategoryAxis foot, ColorBar bar)
    implements PanelLayout {
  private static final double CELL = 24;
  private static final double SMALLEST = 220;

  static MatrixLayout of(MatrixChart matrix) {
    return new MatrixLayout(
        matrix,
        Header.of(matrix.title()),
        new RowNames(matrix.rowLabel(), matrix.rows()),
        new CategoryAxis(matrix.columnLabel(), matrix.columns()),
        new ColorBar(
            MatrixLayout::shade,
            Span.fit(Scale.LINEAR, matrix.values().values().stream(), 0, false),
            matrix.unit(),
            false));
  }

  /// From the page's own colour to a full one, so that it suits a dark page too. Its root, so that
  /// small numbers are seen beside a large one.
  private static Color shade(double strength) {
    return Palette.BLUE.color().withOpacity(Math.sqrt(Math.clamp(strength, 0, 1)));
  }

  private double side(int count) {
    return Math.max(SMALLEST, Math.min(CELL, 900.0 / Math.max(1, count)) * count);
  }

  @Override
  public Size preferred(Canvas canvas, int columns) {
    double width = side(matrix.columns().size());
    double height = side(matrix.rows().size());
    double whole = names.room(canvas) + width + bar.room(canvas, height);
    return new Size(
        whole,
        header.height(canvas, whole)
            + height
            + foot.room(canvas, width / Math.max(1, matrix.columns().size())));
  }

  @Override
  public Insets insets(Canvas canvas, double width, double height) {
    double top = header.height(canvas, width);
    double right = bar.room(canvas, height);
    double left = names.room(canvas);
    double band = Math.max(1, width - left - right) / Math.max(1, matrix.columns().size());
    return new Insets(
        top, right, foot.room(canvas, band), Math.max(left, foot.reach(canvas, band)));
  }

  @Override
  public void draw(Canvas canvas, Box cell, Box wholeArea) {
    int rows = Math.max(1, matrix.rows().size());
    int columns = Math.max(1, matrix.columns().size());
    Box area = wholeArea.fitted(columns, rows);
    double width = area.width() / columns;
    double height = area.height() / rows;
    header.draw(canvas, cell);
    for (int row = 0; row < matrix.rows().size(); row++) {
      for (int column = 0; column < matrix.columns().size(); column++) {
        canvas.fill(
            new Box(area.x() + column * width, area.y() + row * height, width, height),
            bar.color(matrix.values().at(row, column)));
      }
    }
    canvas.outline(area, Mark.Stroke.of(Theme.FRAME, 1));
    names.draw(canvas, area, height);
    boolean slant = foot.room(canvas, width) > foot.room(canvas, 1e9);
    foot.draw(canvas, cell, area, slant);
    bar.draw(canvas, area);
    if (matrix.values().values().size() == 0) {
      Placeholder.draw(canvas, area);
    }
  }
}
