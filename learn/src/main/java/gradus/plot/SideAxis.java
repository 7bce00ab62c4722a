package gradus.plot;

import java.util.List;

/// The vertical axis of values at the left of a plot area.
record SideAxis(Text label, Span span) {
  private static final double TICK_GAP = 7;
  private static final double LABEL_GAP = 8;
  private static final double PIXELS_PER_TICK = 42;
  private static final double WIDEST_TICK = 120;

  private List<Tick> ticks(double height) {
    int target = Math.clamp(Math.round(height / PIXELS_PER_TICK), 2, 7);
    return span.ticks(target);
  }

  private double tickWidth(Canvas canvas, double height) {
    double widest =
        ticks(height).stream()
            .mapToDouble(tick -> canvas.width(tick.words(), Theme.TICK))
            .max()
            .orElse(0);
    return Math.min(widest, WIDEST_TICK);
  }

  /// The room that the axis needs beside an area of this height.
  double room(Canvas canvas, double height) {
    return tickWidth(canvas, height) + TICK_GAP + labelRoom();
  }

  private double labelRoom() {
    return label.isEmpty() ? 0 : Theme.AXIS_LABEL.lineHeight() + LABEL_GAP;
  }

  double y(Box area, double value) {
    return area.bottom() - area.height() * span.place(value);
  }

  void grid(Canvas canvas, Box area) {
    for (Tick tick : ticks(area.height())) {
      if (tick.isMajor()) {
        double y = y(area, tick.value());
        canvas.hairline(area.x(), y, area.right(), y, Theme.GRID);
      }
    }
  }

  void draw(Canvas canvas, Box area, boolean marks) {
    if (span.scale() == Scale.LOG && !marks) {
      canvas.hairline(area.x(), area.y(), area.x(), area.bottom(), Theme.AXIS);
    }
    double free = Double.POSITIVE_INFINITY;
    List<Tick> ticks = ticks(area.height());
    List<Tick> upwards =
        ticks.stream()
            .sorted((one, two) -> Double.compare(y(area, two.value()), y(area, one.value())))
            .toList();
    for (Tick tick : upwards) {
      double y = y(area, tick.value());
      double baseline = y + Theme.TICK.middle();
      if (marks || !tick.isMajor()) {
        double length = tick.isMajor() ? 4 : 2.5;
        canvas.hairline(area.x() - length, y, area.x(), y, Theme.AXIS);
      }
      if (tick.isMajor() && baseline <= free) {
        canvas.text(
            tick.words(), area.x() - TICK_GAP, baseline, Theme.TICK, Theme.MUTED, Mark.Anchor.END);
        free = baseline - Theme.TICK.lineHeight();
      }
    }
    drawLabel(canvas, area);
  }

  private void drawLabel(Canvas canvas, Box area) {
    if (label.isEmpty()) {
      return;
    }
    double x =
        area.x()
            - TICK_GAP
            - tickWidth(canvas, area.height())
            - LABEL_GAP
            - Theme.AXIS_LABEL.descent();
    String fitted = canvas.fit(label, area.height(), Theme.AXIS_LABEL);
    canvas.turned(
        Words.of(fitted),
        x,
        area.centerY(),
        Theme.AXIS_LABEL,
        Theme.MUTED,
        Mark.Anchor.MIDDLE,
        -90);
  }
}
