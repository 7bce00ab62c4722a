package gradus.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Turns a figure into marks: finds the sizes of rows and columns, gives panels in a row the same
/// top and bottom and panels in a column the same left and right edges, and lets each draw itself.
final class FigureLayout {
  private static final double NARROWEST = 240;
  private static final double BELOW_TITLES = 14;

  /// How far panels are squeezed before fewer stand side by side.
  private static final double NARROWED = 0.5;

  /// How far rows become lower where panels are squeezed.
  private static final double LOWERED = 0.72;

  private final Figure figure;
  private final Canvas canvas;
  private final List<PanelLayout> panels;
  private final int columns;
  private final int rows;
  private double[] widths;
  private double[] heights;

  private FigureLayout(Figure figure, TextMeasure measure, Locale locale) {
    this.figure = figure;
    canvas = new Canvas(measure, locale);
    panels = figure.panels().stream().map(PanelLayout::of).toList();
    columns = Math.max(1, Math.min(figure.columns(), panels.size()));
    rows = Math.ceilDiv(panels.size(), columns);
    widths = new double[columns];
    heights = new double[rows];
  }

  /// Lays out a figure with text of the measured widths, in a language.
  static Drawing layOut(Figure figure, TextMeasure measure, Locale locale) {
    return new FigureLayout(figure, measure, locale).layOut();
  }

  /// A figure with as many columns and such a height as a width has room for.
  static Figure within(Figure figure, int width) {
    for (int columns = figure.columns(); ; columns--) {
      Figure candidate =
          new Figure(
              figure.title(), figure.subtitle(), columns, figure.panels(), figure.locale(), null);
      FigureLayout layout = new FigureLayout(candidate, StandardWidths.INSTANCE, figure.locale());
      layout.findSizes();
      double gaps = Theme.GAP_ACROSS * (layout.columns - 1) + 2 * Theme.MARGIN;
      double natural = Arrays.stream(layout.widths).sum();
      double share = (width - gaps) / natural;
      if (share < NARROWED && columns > 1) {
        continue;
      }
      if (share >= 1) {
        return columns == figure.columns() ? figure : candidate;
      }
      double top = layout.drawTitles(width - 2 * Theme.MARGIN);
      double rows = Arrays.stream(layout.heights).sum() * Math.max(LOWERED, share);
      double between = Theme.GAP_DOWN * Math.max(0, layout.rows - 1);
      return candidate.withSize(width, (int) Math.ceil(top + rows + between + Theme.MARGIN));
    }
  }

  private Drawing layOut() {
    findSizes();
    double inner = Arrays.stream(widths).sum() + Theme.GAP_ACROSS * (columns - 1);
    double top = drawTitles(inner);
    double width = inner + 2 * Theme.MARGIN;
    double gaps = Theme.GAP_DOWN * Math.max(0, rows - 1);
    double height = top + Arrays.stream(heights).sum() + gaps + Theme.MARGIN;
    Figure.Size wanted = figure.size();
    if (wanted != null) {
      double room = Math.max(rows, wanted.height() - top - gaps - Theme.MARGIN);
      heights = scaled(heights, room);
      width = wanted.width();
      height = wanted.height();
    }
    drawPanels(top);
    return new Drawing(
        Math.ceil(width), Math.ceil(height), canvas.read(figure.title()), canvas.marks());
  }

  private void findSizes() {
    for (int i = 0; i < panels.size(); i++) {
      PanelLayout.Size size = panels.get(i).preferred(canvas, columns);
      int column = i % columns;
      int row = i / columns;
      widths[column] = Math.max(widths[column], size.width());
      heights[row] = Math.max(heights[row], size.height());
    }
    Figure.Size wanted = figure.size();
    double inner = Arrays.stream(widths).sum();
    double gaps = Theme.GAP_ACROSS * (columns - 1);
    if (wanted != null) {
      widths = scaled(widths, Math.max(columns, wanted.width() - 2 * Theme.MARGIN - gaps));
    } else if (inner + gaps < NARROWEST) {
      widths = scaled(widths, NARROWEST - gaps);
    }
  }

  private static double[] scaled(double[] lengths, double total) {
    double sum = Arrays.stream(lengths).sum();
    double even = total / lengths.length;
    return Arrays.stream(lengths).map(length -> sum > 0 ? length * total / sum : even).toArray();
  }

  private double drawTitles(double width) {
    double y = Theme.MARGIN;
    y = drawLines(figure.title(), Theme.FIGURE_TITLE, Theme.INK, width, y);
    y = drawLines(figure.subtitle(), Theme.SUBTITLE, Theme.MUTED, width, y);
    return y > Theme.MARGIN ? y + BELOW_TITLES : y;
  }

  private double drawLines(Text text, Typeface face, Color color, double width, double top) {
    double y = top;
    for (String line : canvas.wrap(text, width, face)) {
      canvas.text(line, Theme.MARGIN, y + face.ascent(), face, color, Mark.Anchor.START);
      y += face.lineHeight();
    }
    return y;
  }

  private void drawPanels(double top) {
    List<Box> cells = cells(top);
    List<Insets> insets = insets(cells);
    for (int i = 0; i < panels.size(); i++) {
      Box cell = cells.get(i);
      panels.get(i).draw(canvas, cell, cell.inside(insets.get(i)));
    }
  }

  private List<Box> cells(double top) {
    List<Box> cells = new ArrayList<>();
    double y = top;
    for (int row = 0; row < rows; row++) {
      double x = Theme.MARGIN;
      for (int column = 0; column < columns && cells.size() < panels.size(); column++) {
        cells.add(new Box(x, y, widths[column], heights[row]));
        x += widths[column] + Theme.GAP_ACROSS;
      }
      y += heights[row] + Theme.GAP_DOWN;
    }
    return cells;
  }

  private List<Insets> insets(List<Box> cells) {
    Insets none = new Insets(0, 0, 0, 0);
    Insets[] byColumn = new Insets[columns];
    Insets[] byRow = new Insets[rows];
    Arrays.fill(byColumn, none);
    Arrays.fill(byRow, none);
    List<Insets> own = new ArrayList<>();
    for (int i = 0; i < panels.size(); i++) {
      Box cell = cells.get(i);
      Insets insets = panels.get(i).insets(canvas, cell.width(), cell.height());
      own.add(insets);
      if (panels.get(i).aligns()) {
        byColumn[i % columns] = byColumn[i % columns].max(insets);
        byRow[i / columns] = byRow[i / columns].max(insets);
      }
    }
    List<Insets> aligned = new ArrayList<>();
    for (int i = 0; i < panels.size(); i++) {
      Insets row = byRow[i / columns];
      Insets column = byColumn[i % columns];
      aligned.add(
          panels.get(i).aligns()
              ? new Insets(row.top(), column.right(), row.bottom(), column.left())
              : own.get(i));
    }
    return aligned;
  }
}
