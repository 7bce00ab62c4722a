package gradus.plot;

import java.util.ArrayList;
import java.util.List;

/// The layout of an [ImageGrid]. Captions are broken into lines rather than reach over the next
/// one.
record ImageLayout(ImageGrid grid) implements PanelLayout {
  private static final double GAP = 14;
  private static final double BARE_GAP = 8;
  private static final double BELOW_CAPTION = 5;
  private static final int MOST_LINES = 3;
  private static final double FIGURE_WIDTH = 880;
  private static final double SMALLEST_SIDE = 40;
  private static final double LARGEST_SIDE = 96;
  private static final double LARGEST_PIXEL = 12;
  private static final double SIDE_AMONG_PANELS = 72;

  private Header header() {
    return Header.of(grid.title());
  }

  private boolean isBare() {
    return grid.tiles().stream().allMatch(tile -> tile.caption().isEmpty());
  }

  private double gap() {
    return isBare() ? BARE_GAP : GAP;
  }

  private double side(int columns) {
    double fitting = FIGURE_WIDTH / grid.columns() - gap();
    double largest = columns == 1 ? LARGEST_SIDE : SIDE_AMONG_PANELS;
    if (isBare()) {
      // A few large pixels, such as a filter's, need no more room than many small ones.
      int pixels = grid.tiles().stream().mapToInt(tile -> tile.picture().width()).max().orElse(0);
      largest = Math.clamp(LARGEST_PIXEL * pixels, SMALLEST_SIDE, largest);
    }
    return Math.clamp(fitting, SMALLEST_SIDE, largest);
  }

  private static Typeface face(ImageGrid.Tile tile) {
    return new Typeface(Theme.CAPTION.size(), tile.color() != null);
  }

  private static List<String> lines(Canvas canvas, ImageGrid.Tile tile, double width) {
    List<String> all = canvas.wrap(tile.caption(), width, face(tile));
    if (all.size() <= MOST_LINES) {
      return all;
    }
    List<String> lines = new ArrayList<>(all.subList(0, MOST_LINES - 1));
    String rest = String.join(" ", all.subList(MOST_LINES - 1, all.size()));
    lines.add(canvas.fit(Text.of(rest), width, face(tile)));
    return lines;
  }

  /// The room for the longest caption above each image.
  private double captionRoom(Canvas canvas, double width) {
    int lines =
        grid.tiles().stream().mapToInt(tile -> lines(canvas, tile, width).size()).max().orElse(0);
    return lines == 0 ? 0 : lines * Theme.CAPTION.lineHeight() + BELOW_CAPTION;
  }

  private static double widestLine(Canvas canvas, ImageGrid.Tile tile) {
    return canvas.wrap(tile.caption(), Double.MAX_VALUE, face(tile)).stream()
        .mapToDouble(line -> canvas.width(line, face(tile)))
        .max()
        .orElse(0);
  }

  @Override
  public Size preferred(Canvas canvas, int columns) {
    double side = side(columns);
    double caption =
        grid.tiles().stream().mapToDouble(tile -> widestLine(canvas, tile)).max().orElse(0);
    double tile = Math.clamp(Math.ceil(caption) + 2, side, 1.6 * side);
    double width = grid.columns() * (tile + gap()) - gap();
    double row = side + captionRoom(canvas, tile) + gap();
    return new Size(
        width, header().height(canvas, width) + Math.max(1, grid.rows()) * row - gap() + 1);
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
    double gap = gap();
    double width = (area.width() + gap) / grid.columns() - gap;
    double height = (area.height() + gap) / grid.rows() - gap;
    double captions = captionRoom(canvas, width);
    if (isBare()) {
      width = Math.min(width, height);
    }
    for (int i = 0; i < grid.tiles().size(); i++) {
      int row = i / grid.columns();
      int column = i % grid.columns();
      double x = area.x() + column * (width + gap);
      double y = area.y() + row * (height + gap);
      Box room = new Box(x, y + captions, width, Math.max(1, height - captions));
      drawTile(canvas, room, grid.tiles().get(i));
    }
  }

  private static void drawTile(Canvas canvas, Box room, ImageGrid.Tile tile) {
    Picture picture = tile.picture();
    double scale = Math.min(room.width() / picture.width(), room.height() / picture.height());
    double width = Math.max(1, Math.floor(picture.width() * scale));
    double height = Math.max(1, Math.floor(picture.height() * scale));
    Box image = new Box(Math.rint(room.centerX() - width / 2), Math.rint(room.y()), width, height);
    canvas.add(new Mark.Raster(picture, image));
    Color color = tile.color();
    Mark.Stroke frame = color == null ? Mark.Stroke.of(Theme.FRAME, 1) : Mark.Stroke.of(color, 2);
    canvas.outline(image.grown(frame.width() / 2), frame);
    Color ink = color == null ? Theme.INK : Theme.asText(color);
    List<String> lines = lines(canvas, tile, room.width());
    for (int i = 0; i < lines.size(); i++) {
      double above = (lines.size() - 1 - i) * Theme.CAPTION.lineHeight();
      double baseline = image.y() - BELOW_CAPTION - 2 - above;
      canvas.text(lines.get(i), room.centerX(), baseline, face(tile), ink, Mark.Anchor.MIDDLE);
    }
  }
}
