package gradus.plot;

import java.util.ArrayList;
import java.util.List;

/// What stands above a plot area: the panel's title and its legend, both flush with the panel's
/// left edge. The legend is a strip that wraps, so it never covers data.
record Header(Text title, List<LegendEntry> entries) {
  private static final double SAMPLE = 20;
  private static final double SAMPLE_GAP = 6;
  private static final double ENTRY_GAP = 16;
  private static final double ROW = 19;
  private static final double BELOW_TITLE = 3;
  private static final double BELOW = 12;

  Header(Text title, List<LegendEntry> entries) {
    this.title = title;
    this.entries = entries.stream().filter(entry -> !entry.name().isEmpty()).toList();
  }

  static Header of(Text title) {
    return new Header(title, List.of());
  }

  private record Placed(LegendEntry entry, String name, double x, int row) {}

  double height(Canvas canvas, double width) {
    List<String> lines = canvas.wrap(title, width, Theme.PANEL_TITLE);
    int rows = rows(place(canvas, width));
    double titleHeight =
        lines.isEmpty() ? 0 : lines.size() * Theme.PANEL_TITLE.lineHeight() + BELOW_TITLE;
    return titleHeight + rows * ROW + BELOW;
  }

  private static int rows(List<Placed> placed) {
    return placed.isEmpty() ? 0 : placed.getLast().row() + 1;
  }

  private List<Placed> place(Canvas canvas, double width) {
    List<Placed> placed = new ArrayList<>();
    double x = 0;
    int row = 0;
    for (LegendEntry entry : entries) {
      double sample = entry.kind() == LegendEntry.Kind.LINE ? SAMPLE : SAMPLE / 2;
      double room = width - sample - SAMPLE_GAP;
      String name = canvas.fit(entry.name(), room, Theme.LEGEND);
      double length = sample + SAMPLE_GAP + canvas.width(name, Theme.LEGEND);
      if (x > 0 && x + length > width) {
        x = 0;
        row++;
      }
      placed.add(new Placed(entry, name, x, row));
      x += length + ENTRY_GAP;
    }
    return placed;
  }

  void draw(Canvas canvas, Box cell) {
    double y = cell.y();
    for (String line : canvas.wrap(title, cell.width(), Theme.PANEL_TITLE)) {
      double baseline = y + Theme.PANEL_TITLE.ascent();
      canvas.text(line, cell.x(), baseline, Theme.PANEL_TITLE, Theme.INK, Mark.Anchor.START);
      y += Theme.PANEL_TITLE.lineHeight();
    }
    y += y > cell.y() ? BELOW_TITLE : 0;
    for (Placed place : place(canvas, cell.width())) {
      drawEntry(canvas, place, cell.x() + place.x(), y + ROW * (place.row() + 0.5));
    }
  }

  private static void drawEntry(Canvas canvas, Placed place, double x, double middle) {
    LegendEntry entry = place.entry();
    double width = SAMPLE / 2;
    switch (entry.kind()) {
      case LINE -> {
        width = SAMPLE;
        canvas.line(
            x + 1,
            middle,
            x + SAMPLE - 1,
            middle,
            new Mark.Stroke(entry.color(), Theme.LINE_WIDTH, entry.style().pattern()));
        if (entry.markers()) {
          canvas.add(
              new Mark.Disc(x + SAMPLE / 2, middle, Theme.POINT_RADIUS, entry.color(), null));
        }
      }
      case POINT -> canvas.add(new Mark.Disc(x + width / 2, middle, 4, entry.color(), null));
      case BAR ->
          canvas.add(
              new Mark.Rectangle(
                  new Box(x, middle - width / 2, width, width), 2, entry.color(), null));
    }
    double baseline = middle + Theme.LEGEND.middle();
    canvas.text(
        place.name(), x + width + SAMPLE_GAP, baseline, Theme.LEGEND, Theme.INK, Mark.Anchor.START);
  }
}
