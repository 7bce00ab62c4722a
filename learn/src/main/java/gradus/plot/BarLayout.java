package gradus.plot;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The layout of a [BarChart].
record BarLayout(BarChart chart, Header header, SideAxis side, CategoryAxis foot)
    implements PanelLayout {
  private static final double RIGHT = 12;
  private static final double FULL = 0.78;
  private static final double SMALLEST_TYPE = 8;

  static BarLayout of(BarChart chart) {
    List<LegendEntry> entries =
        IntStream.range(0, chart.groups().size())
            .mapToObj(i ->
                new LegendEntry(
                    chart.groups().get(i).name(),
                    Palette.of(i),
                    LegendEntry.Kind.BAR,
                    LineStyle.SOLID,
                    false))
            .toList();
    return new BarLayout(
        chart,
        new Header(chart.title(), entries.size() > 1 ? entries : List.of()),
        new SideAxis(chart.y().label(), span(chart)),
        new CategoryAxis(chart.x().label(), chart.categories()));
  }

  private static Span span(BarChart chart) {
    List<Values> heights = chart.groups().stream().map(BarChart.Group::values).toList();
    if (chart.y().range() != null) {
      return Span.of(chart.y(), heights, 0);
    }
    DoubleStream withZero = DoubleStream.concat(Span.finite(heights), DoubleStream.of(0));
    Span fit = Span.fit(Scale.LINEAR, withZero, 0.08, false);
    boolean negative = Span.finite(heights).anyMatch(v -> v < 0);
    boolean positive = Span.finite(heights).anyMatch(v -> v > 0);
    return new Span(
        Scale.LINEAR,
        negative ? fit.min() : 0,
        positive || !negative ? fit.max() : 0,
        Span.finite(heights).allMatch(v -> v == Math.rint(v)),
        false);
  }

  @Override
  public Size preferred(Canvas canvas, int columns) {
    Size size = Size.ofChart(columns);
    double bars = (double) chart.categories().size() * Math.max(1, chart.groups().size());
    return new Size(Math.clamp(bars * 22 + 90, size.width(), 1000), size.height());
  }

  @Override
  public Insets insets(Canvas canvas, double width, double height) {
    double top = header.height(canvas, width);
    double left = side.room(canvas, height - top - 40);
    double band = band(width - left - RIGHT);
    return new Insets(
        top, RIGHT, foot.room(canvas, band), Math.max(left, foot.reach(canvas, band)));
  }

  private double band(double width) {
    return width / Math.max(1, chart.categories().size());
  }

  @Override
  public void draw(Canvas canvas, Box cell, Box area) {
    header.draw(canvas, cell);
    side.grid(canvas, area);
    Canvas bars = canvas.part();
    for (int group = 0; group < chart.groups().size(); group++) {
      drawGroup(bars, area, group);
    }
    canvas.clip(area.grown(1), bars);
    double zero = Math.clamp(side.y(area, 0), area.y(), area.bottom());
    canvas.hairline(area.x(), zero, area.right(), zero, Theme.AXIS);
    if (chart.numbers() && !chart.groups().isEmpty() && !chart.categories().isEmpty()) {
      drawNumbers(canvas, area);
    }
    side.draw(canvas, area, false);
    // The gutters of neighbours may have narrowed the area, but the room below is already set.
    boolean slant =
        cell.bottom() - area.bottom() >= foot.room(canvas, 0) - 1e-6
            && foot.room(canvas, band(area.width())) > foot.room(canvas, 1e9);
    foot.draw(canvas, cell, area, slant);
    if (chart.groups().isEmpty() || chart.categories().isEmpty()) {
      Placeholder.draw(canvas, area);
    }
  }

  private Box bar(Box area, int group, int category) {
    double band = band(area.width());
    double width = band * FULL / chart.groups().size();
    double x = area.x() + band * (category + (1 - FULL) / 2) + group * width;
    double zero = side.y(area, 0);
    double end = side.y(area, chart.groups().get(group).values().get(category));
    double gap = chart.groups().size() > 1 ? Math.min(1, width / 6) : 0;
    return new Box(x, Math.min(zero, end), width - gap, Math.abs(end - zero));
  }

  private boolean shows(int group, int category) {
    return Double.isFinite(chart.groups().get(group).values().get(category));
  }

  private void drawGroup(Canvas canvas, Box area, int group) {
    for (int category = 0; category < chart.categories().size(); category++) {
      if (shows(group, category)) {
        Box bar = bar(area, group, category);
        canvas.add(new Mark.Rectangle(bar, 0, Palette.of(group), null));
      }
    }
  }

  private void drawNumbers(Canvas canvas, Box area) {
    double room = chart.groups().size() == 1 ? band(area.width()) - 2 : bar(area, 0, 0).width();
    double widest =
        chart.groups().stream()
            .flatMapToDouble(group -> group.values().stream())
            .map(value -> canvas.width(Ticks.brief(value), Theme.TICK))
            .max()
            .orElse(0);
    Typeface face = Theme.TICK.withSize(Theme.TICK.size() * Math.min(1, room / widest));
    if (face.size() < SMALLEST_TYPE) {
      return;
    }
    for (int group = 0; group < chart.groups().size(); group++) {
      for (int category = 0; category < chart.categories().size(); category++) {
        double value = chart.groups().get(group).values().get(category);
        Words words = Ticks.brief(value);
        Box bar = bar(area, group, category);
        double below = bar.bottom() + 3 + face.ascent();
        double baseline = value < 0 ? below : bar.y() - 4;
        if (bar.y() >= area.y() && bar.bottom() <= area.bottom() + 1) {
          canvas.text(words, bar.centerX(), baseline, face, Theme.INK, Mark.Anchor.MIDDLE);
        }
      }
    }
  }
}
