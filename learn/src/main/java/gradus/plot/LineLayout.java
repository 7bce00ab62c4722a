package gradus.plot;

import java.util.List;

/// The layout of a [LineChart].
record LineLayout(LineChart chart, Header header, SideAxis side, FootAxis foot)
    implements PanelLayout {
  private static final double BEYOND = 5;
  private static final double RIGHT = 12;

  static LineLayout of(LineChart chart) {
    List<Values> xs = chart.series().stream().map(Series::x).toList();
    List<Values> ys = chart.series().stream().map(Series::y).toList();
    List<LegendEntry> entries = LegendEntry.lines(chart.series());
    return new LineLayout(
        chart,
        new Header(chart.title(), entries.size() > 1 ? entries : List.of()),
        new SideAxis(chart.y().label(), Span.of(chart.y(), ys, 0.05)),
        new FootAxis(chart.x().label(), Span.of(chart.x(), xs, 0.02)));
  }

  @Override
  public Size preferred(Canvas canvas, int columns) {
    return Size.ofChart(columns);
  }

  @Override
  public Insets insets(Canvas canvas, double width, double height) {
    double top = header.height(canvas, width);
    double bottom = foot.room();
    double left = side.room(canvas, height - top - bottom);
    return new Insets(top, RIGHT, bottom, left);
  }

  @Override
  public void draw(Canvas canvas, Box cell, Box area) {
    header.draw(canvas, cell);
    side.grid(canvas, area);
    foot.grid(canvas, cell, area);
    canvas.hairline(area.x(), area.bottom(), area.right(), area.bottom(), Theme.AXIS);
    boolean fixed = chart.x().range() != null || chart.y().range() != null;
    Canvas curves = canvas.part();
    drawReferences(curves, area);
    for (int i = 0; i < chart.series().size(); i++) {
      drawSeries(curves, area, chart.series().get(i), i);
    }
    canvas.clip(area.grown(fixed ? 1 : BEYOND), curves);
    ReferenceLabels.draw(canvas, area, this);
    side.draw(canvas, area, false);
    foot.draw(canvas, cell, area);
    Placeholder.draw(canvas, area, chart.series());
  }

  private void drawSeries(Canvas canvas, Box area, Series series, int index) {
    Color color = LegendEntry.color(series, index);
    LineStyle style = LegendEntry.style(series, index);
    Mark.Stroke stroke = new Mark.Stroke(color, Theme.LINE_WIDTH, style.pattern());
    Curves.line(canvas, series, x -> foot.x(area, x), y -> side.y(area, y), stroke);
    if (series.markers()) {
      Curves.dots(
          canvas,
          series,
          x -> foot.x(area, x),
          y -> side.y(area, y),
          Theme.POINT_RADIUS,
          color,
          Mark.Stroke.of(Theme.PAPER, 1));
    }
  }

  static boolean isHorizontal(ReferenceLine line) {
    return line.direction() == ReferenceLine.Direction.HORIZONTAL;
  }

  private void drawReferences(Canvas canvas, Box area) {
    Mark.Stroke stroke = new Mark.Stroke(Theme.REFERENCE, 1, List.of(4.0, 3.0));
    for (ReferenceLine line : chart.references()) {
      if (isHorizontal(line)) {
        double y = side.y(area, line.value());
        canvas.line(area.x(), y, area.right(), y, stroke);
      } else {
        double x = foot.x(area, line.value());
        canvas.line(x, area.y(), x, area.bottom(), stroke);
      }
    }
  }
}
