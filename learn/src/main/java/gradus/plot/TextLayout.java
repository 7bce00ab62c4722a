package gradus.plot;

import java.util.ArrayList;
import java.util.List;

/// The layout of a [TextPanel]: a quiet card whose type shrinks a little where the notes are long.
record TextLayout(TextPanel panel) implements PanelLayout {
  private static final double PADDING = 14;
  private static final double BETWEEN = 6;
  private static final double SMALLEST_TYPE = 9;

  private record Line(String text, double baseline) {}

  @Override
  public Size preferred(Canvas canvas, int columns) {
    double width = columns == 1 ? 560 : 260;
    return new Size(width, bottom(canvas, width - 2 * PADDING, Theme.BODY) + 2 * PADDING);
  }

  @Override
  public Insets insets(Canvas canvas, double width, double height) {
    return new Insets(0, 0, 0, 0);
  }

  @Override
  public boolean aligns() {
    return false;
  }

  private double titleHeight(Canvas canvas, double width) {
    int lines = canvas.wrap(panel.title(), width, Theme.PANEL_TITLE).size();
    return lines == 0 ? 0 : lines * Theme.PANEL_TITLE.lineHeight() + BETWEEN;
  }

  private List<Line> lines(Canvas canvas, double width, Typeface face) {
    List<Line> lines = new ArrayList<>();
    double y = titleHeight(canvas, width);
    for (Text paragraph : panel.paragraphs()) {
      for (String line : canvas.wrap(paragraph, width, face)) {
        lines.add(new Line(line, y + face.ascent()));
        y += face.lineHeight() + 1;
      }
      y += BETWEEN;
    }
    return lines;
  }

  private double bottom(Canvas canvas, double width, Typeface face) {
    List<Line> lines = lines(canvas, width, face);
    double title = titleHeight(canvas, width);
    return lines.isEmpty() ? title : lines.getLast().baseline() + face.descent();
  }

  @Override
  public void draw(Canvas canvas, Box cell, Box area) {
    canvas.add(new Mark.Rectangle(cell, 6, Theme.CARD, Mark.Stroke.of(Theme.FRAME, 1)));
    double width = Math.max(1, cell.width() - 2 * PADDING);
    double height = cell.height() - 2 * PADDING;
    Typeface face = Theme.BODY;
    while (bottom(canvas, width, face) > height && face.size() > SMALLEST_TYPE) {
      face = face.withSize(face.size() - 0.5);
    }
    double left = cell.x() + PADDING;
    double y = cell.y() + PADDING;
    for (String line : canvas.wrap(panel.title(), width, Theme.PANEL_TITLE)) {
      double baseline = y + Theme.PANEL_TITLE.ascent();
      canvas.text(line, left, baseline, Theme.PANEL_TITLE, Theme.INK, Mark.Anchor.START);
      y += Theme.PANEL_TITLE.lineHeight();
    }
    for (Line line : lines(canvas, width, face)) {
      double next = line.baseline() + face.lineHeight() + face.descent();
      boolean lastThatFits = next > height && bottom(canvas, width, face) > height;
      String text = lastThatFits ? line.text() + " \u2026" : line.text();
      double baseline = cell.y() + PADDING + line.baseline();
      canvas.text(text, left, baseline, face, Theme.INK, Mark.Anchor.START);
      if (lastThatFits) {
        break;
      }
    }
  }
}
