package gradus.plot;

import java.util.List;
import java.util.stream.IntStream;

/// The layout of a [ScatterChart].
record ScatterLayout(ScatterChart chart, Header header, SideAxis side, FootAxis foot)
    implements PanelLayout {
  private static final double BEYOND = 5;
  private static final double RIGHT = 12;
  private static final int MANY = 2000;
  private static final Typeface NAME = new Typeface(11, true);

  static ScatterLayout of(ScatterChart chart) {
    List<Values> xs = chart.groups().stream().map(Series::x).toList();
    List<Values> ys = chart.groups().stream().map(Series::y).toList();
    List<LegendEntry> entries =
        IntStream.range(0, chart.groups().size())
            .mapToObj(i -> {
              Series group = chart.groups().get(i);
              Color color = LegendEntry.color(group, i);
              LineStyle style = LegendEntry.style(group, i);
              return new LegendEntry(group.name(), color, LegendEntry.Kind.POINT, style, true);
            })
            .toList();
    return new ScatterLayout(
        chart,
        new Header(chart.title(), entries.size() > 1 && !chart.named() ? entries : List.of()),
        new SideAxis(chart.y().label(), Span.of(chart.y(), ys, 0.06)),
        new FootAxis(chart.x().label(), Span.of(chart.x(), xs, 0.06)));
  }

  @Override
  public Size preferred(Canvas canvas, int columns) {
    Size size = Size.ofChart(columns);
    return chart.equalAspect() ? new Size(size.height() * 1.15, size.height() * 1.1) : size;
  }

  @Override
  public Insets insets(Canvas canvas, double width, double height) {
    double top = header.height(canvas, width);
    double bottom = foot.room();
    double areaHeight = height - top - bottom;
    // Equal aspect widens a span once the area is known, which may add digits to its labels.
    double more = chart.equalAspect() ? canvas.width("0.0", Theme.TICK) : 0;
    return new Insets(top, RIGHT, bottom, side.room(canvas, areaHeight) + more);
  }

  @Override
  public void draw(Canvas canvas, Box cell, Box area) {
    if (chart.equalAspect()) {
      equalized(area).drawIn(canvas, cell, area);
    } else {
      drawIn(canvas, cell, area);
    }
  }

  private ScatterLayout equalized(Box area) {
    double perPixel =
        Math.max(
            (foot.span().max() - foot.span().min()) / area.width(),
            (side.span().max() - side.span().min()) / area.height());
    return new ScatterLayout(
        chart,
        header,
        new SideAxis(side.label(), widened(side.span(), perPixel * area.height())),
        new FootAxis(foot.label(), widened(foot.span(), perPixel * area.width())));
  }

  private static Span widened(Span span, double length) {
    double middle = span.min() / 2 + span.max() / 2;
    double from = middle - length / 2;
    double to = middle + length / 2;
    return Double.isFinite(from) && Double.isFinite(to)
        ? new Span(span.scale(), from, to, span.integers(), span.reversed())
        : span;
  }

  private void drawIn(Canvas canvas, Box cell, Box area) {
    header.draw(canvas, cell);
    side.grid(canvas, area);
    foot.grid(canvas, cell, area);
    canvas.hairline(area.x(), area.bottom(), area.right(), area.bottom(), Theme.AXIS);
    boolean fixed = chart.x().range() != null || chart.y().range() != null;
    Canvas points = canvas.part();
    for (Series line : chart.lines()) {
      Color color = line.color() == null ? Theme.REFERENCE : line.color();
      Mark.Stroke stroke = Mark.Stroke.of(color, 1);
      Curves.line(points, line, x -> foot.x(area, x), y -> side.y(area, y), stroke);
    }
    int count = chart.groups().stream().mapToInt(group -> group.x().size()).sum();
    double radius = count > MANY ? 2 : 3.5;
    for (int i = 0; i < chart.groups().size(); i++) {
      Series group = chart.groups().get(i);
      if (chart.named()) {
        drawNames(points, area, group, LegendEntry.color(group, i));
        continue;
      }
      Color color = LegendEntry.color(group, i).withOpacity(count > MANY ? 0.5 : 0.75);
      Mark.Stroke rim = Mark.Stroke.of(Theme.PAPER, 0.75);
      Curves.dots(points, group, x -> foot.x(area, x), y -> side.y(area, y), radius, color, rim);
    }
    canvas.clip(area.grown(fixed ? 1 : BEYOND), points);
    PointLabels.draw(canvas, area, this, radius);
    side.draw(canvas, area, false);
    foot.draw(canvas, cell, area);
    Placeholder.draw(canvas, area, chart.groups());
  }

  private void drawNames(Canvas canvas, Box area, Series group, Color color) {
    String name = canvas.read(group.name());
    for (int i = 0; i < group.x().size(); i++) {
      if (group.shows(i)) {
        double left = foot.x(area, group.x().get(i));
        double baseline = side.y(area, group.y().get(i)) + NAME.middle();
        canvas.text(name, left, baseline, NAME, Theme.asText(color), Mark.Anchor.MIDDLE);
      }
    }
  }
}
