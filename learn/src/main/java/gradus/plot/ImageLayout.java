package gradus.plot;

/// The layout of an [ImageGrid].
record ImageLayout(ImageGrid grid) implements PanelLayout {
  private static final double GAP = 14;
  private static final double CAPTION = 21;

  private Header header() {
    return Header.of(grid.title());
  }

  @Override
  public Size preferred(Canvas canvas, int columns) {
    double side = columns == 1 ? 96 : 72;
    double caption =
        grid.tiles().stream()
            .mapToDouble(tile -> canvas.width(canvas.read(tile.caption()), Theme.CAPTION))
            .max()
            .orElse(0);
    double tile = Math.clamp(caption + 2, side, 1.6 * side);
    double width = grid.columns() * (tile + GAP) - GAP;
    double rows = Math.max(1, grid.rows());
    return new Size(width, header().height(canvas, width) + rows * (side + CAPTION + GAP) - GAP);
  }

  @Override
  public Insets insets(Canvas canvas, double width, double height) {
    return new Insets(header().height(canvas, width), 0, 0, 0);
  }

  @Override
  public boolean aligns() {
    return false;
  }

  @Override
  public void draw(Canvas canvas, Box cell, Box area) {
    header().draw(canvas, cell);
    if (grid.tiles().isEmpty()) {
      Placeholder.draw(canvas, area);
      return;
    }
    double width = (area.width() + GAP) / grid.columns() - GAP;
    double height = (area.height() + GAP) / grid.rows() - GAP;
    for (int i = 0; i < grid.tiles().size(); i++) {
      int row = i / grid.columns();
      int column = i % grid.columns();
      double x = area.x() + column * (width + GAP);
      double y = area.y() + row * (height + GAP);
      drawTile(canvas, new Box(x, y, width, height), grid.tiles().get(i));
    }
  }

  private static void drawTile(Canvas canvas, Box box, ImageGrid.Tile tile) {
    Box room = new Box(box.x(), box.y() + CAPTION, box.width(), box.height() - CAPTION);
    Picture picture = tile.picture();
    double scale = Math.min(room.width() / picture.width(), room.height() / picture.height());
    double width = Math.max(1, Math.floor(picture.width() * scale));
    double height = Math.max(1, Math.floor(picture.height() * scale));
    Box image = new Box(Math.rint(room.centerX() - width / 2), Math.rint(room.y()), width, height);
    canvas.add(new Mark.Raster(picture, image));
    Color color = tile.color();
    Mark.Stroke frame = color == null ? Mark.Stroke.of(Theme.FRAME, 1) : Mark.Stroke.of(color, 2);
    canvas.outline(image.grown(frame.width() / 2), frame);
    Typeface face = new Typeface(Theme.CAPTION.size(), color != null);
    canvas.text(
        canvas.fit(tile.caption(), box.width() + GAP / 2, face),
        box.centerX(),
        Math.rint(room.y()) - 7,
        face,
        color == null ? Theme.INK : color,
        Mark.Anchor.MIDDLE);
  }
}
