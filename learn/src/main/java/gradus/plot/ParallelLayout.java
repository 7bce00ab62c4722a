package gradus.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The layout of a [ParallelChart].
record ParallelLayout(ParallelChart chart, Header header, List<Span> spans, ColorBar bar)
    implements PanelLayout {
  private static final double WIDEST_AXIS = 130;
  private static final double TICK_GAP = 5;
  private static final double PIXELS_PER_TICK = 46;
  private static final double THIN = 1.4;

  static ParallelLayout of(ParallelChart chart) {
    List<Span> spans =
        IntStream.range(0, chart.axes().size()).mapToObj(i -> span(chart, i)).toList();
    DoubleStream measured = chart.measured().stream().filter(Double::isFinite);
    Range range = chart.range();
    Span colors =
        range == null
            ? Span.fit(Scale.LINEAR, measured, 0, false)
            : new Span(Scale.LINEAR, range.from(), range.to(), false, false);
    return new ParallelLayout(
        chart,
        Header.of(chart.title()),
        spans,
        new ColorBar(chart.shades()::at, colors, chart.label(), false));
  }

  private static Span span(ParallelChart chart, int axis) {
    ParallelChart.Upright upright = chart.axes().get(axis);
    int categories = upright.categories().size();
    return categories > 0
        ? new Span(Scale.LINEAR, -0.5, categories - 0.5, true, false)
        : Span.of(upright.axis(), List.of(column(chart, axis)), 0.03);
  }

  private static Values column(ParallelChart chart, int axis) {
    return Values.of(
        IntStream.range(0, chart.lines().rows())
            .mapToDouble(row -> chart.lines().at(row, axis))
            .toArray());
  }

  @Override
  public Size preferred(Canvas canvas, int columns) {
    Size size = Size.ofChart(columns);
    return new Size(Math.max(size.width(), chart.axes().size() * WIDEST_AXIS + 60), size.height());
  }

  @Override
  public Insets insets(Canvas canvas, double width, double height) {
    double top = header.height(canvas, width);
    double bottom = TICK_GAP + Theme.AXIS_LABEL.lineHeight();
    double right = bar.room(canvas, height - top - bottom);
    return new Insets(top, right, bottom, 0);
  }

  /// Where an axis stands, with room for its ticks at its left.
  private double x(Box area, int axis) {
    return area.x() + area.width() * (axis + 0.5) / Math.max(1, spans.size());
  }

  private double y(Box area, int axis, double value) {
    return area.bottom() - area.height() * spans.get(axis).place(value);
  }

  @Override
  public void draw(Canvas canvas, Box cell, Box area) {
    header.draw(canvas, cell);
    Canvas lines = canvas.part();
    for (int row = 0; row < chart.lines().rows(); row++) {
      drawLine(lines, area, row);
    }
    canvas.clip(area.grown(2), lines);
    for (int axis = 0; axis < spans.size(); axis++) {
      drawAxis(canvas, area, axis);
    }
    bar.draw(canvas, area);
    if (chart.lines().values().size() == 0) {
      Placeholder.draw(canvas, area);
    }
  }

  private void drawLine(Canvas canvas, Box area, int row) {
    List<Integer> axes = IntStream.range(0, spans.size()).boxed().toList();
    Series series =
        Series.of(
            Text.EMPTY,
            Values.of(axes.stream().mapToDouble(axis -> x(area, axis)).toArray()),
            Values.of(
                axes.stream()
                    .mapToDouble(axis -> {
                      double value = chart.lines().at(row, axis);
                      return Double.isFinite(value) ? y(area, axis, value) : Double.NaN;
                    })
                    .toArray()));
    Mark.Stroke stroke = Mark.Stroke.of(bar.color(chart.measured().get(row)), THIN);
    Curves.line(canvas, series, x -> x, y -> y, stroke);
  }

  private void drawAxis(Canvas canvas, Box area, int axis) {
    double x = x(area, axis);
    double width = area.width() / spans.size();
    canvas.hairline(x, area.y(), x, area.bottom(), Theme.AXIS);
    double free = Double.POSITIVE_INFINITY;
    for (Tick tick : ticks(area, axis)) {
      double y = y(area, axis, tick.value());
      double baseline = y + Theme.TICK.middle();
      canvas.hairline(x - (tick.isMajor() ? 4 : 2.5), y, x, y, Theme.AXIS);
      if (tick.isMajor() && baseline <= free) {
        String name = canvas.fit(Text.of(tick.words().base()), width - 14, Theme.TICK);
        if (tick.words().superscript().isEmpty()) {
          canvas.haloed(name, x - TICK_GAP - 2, baseline, Theme.TICK, Theme.MUTED, Mark.Anchor.END);
        } else {
          canvas.add(
              new Mark.Label(
                  tick.words(),
                  x - TICK_GAP - 2,
                  baseline,
                  Theme.TICK,
                  Theme.MUTED,
                  Mark.Anchor.END,
                  0,
                  true));
        }
        free = baseline - Theme.TICK.lineHeight();
      }
    }
    String name = canvas.fit(chart.axes().get(axis).axis().label(), width - 4, Theme.AXIS_LABEL);
    canvas.text(
        name,
        x,
        area.bottom() + TICK_GAP + Theme.AXIS_LABEL.ascent(),
        Theme.AXIS_LABEL,
        Theme.INK,
        Mark.Anchor.MIDDLE);
  }

  /// From the bottom up.
  private List<Tick> ticks(Box area, int axis) {
    List<Text> categories = chart.axes().get(axis).categories();
    if (categories.isEmpty()) {
      int target = Math.clamp(Math.round(area.height() / PIXELS_PER_TICK), 2, 7);
      return spans.get(axis).ticks(target);
    }
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < categories.size(); i++) {
      ticks.add(new Tick(i, Words.of(categories.get(i).english())));
    }
    return ticks;
  }
}
