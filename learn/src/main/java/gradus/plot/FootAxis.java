package gradus.plot;

import java.util.ArrayList;
import java.util.List;

/// The horizontal axis of values under a plot area.
record FootAxis(Text label, Span span) {
  private static final double TICK_GAP = 7;
  private static final double PIXELS_PER_TICK = 62;
  private static final double BETWEEN_LABELS = 8;

  private record Placed(Tick tick, double x, double center) {}

  /// The room that the axis needs under its area.
  double room() {
    double ticks = TICK_GAP + Theme.TICK.lineHeight();
    return label.isEmpty() ? ticks : ticks + Theme.AXIS_LABEL.lineHeight() + 1;
  }

  double x(Box area, double value) {
    return area.x() + area.width() * span.place(value);
  }

  void grid(Canvas canvas, Box cell, Box area) {
    for (Placed placed : labels(canvas, cell, area)) {
      canvas.hairline(placed.x(), area.y(), placed.x(), area.bottom(), Theme.GRID);
    }
  }

  void draw(Canvas canvas, Box cell, Box area) {
    for (Tick tick : ticks(area)) {
      double x = x(area, tick.value());
      double length = tick.isMajor() ? 4 : 2.5;
      canvas.hairline(x, area.bottom(), x, area.bottom() + length, Theme.AXIS);
    }
    double baseline = area.bottom() + TICK_GAP + Theme.TICK.ascent();
    for (Placed placed : labels(canvas, cell, area)) {
      canvas.text(
          placed.tick().words(),
          placed.center(),
          baseline,
          Theme.TICK,
          Theme.MUTED,
          Mark.Anchor.MIDDLE);
    }
    label(canvas, label, cell, area, area.bottom() + TICK_GAP + Theme.TICK.lineHeight());
  }

  /// A label centred under an area, with its top at `top`.
  static void label(Canvas canvas, Text label, Box cell, Box area, double top) {
    if (label.isEmpty()) {
      return;
    }
    String fitted = canvas.fit(label, cell.width(), Theme.AXIS_LABEL);
    double half = canvas.width(fitted, Theme.AXIS_LABEL) / 2;
    canvas.text(
        fitted,
        Math.clamp(area.centerX(), cell.x() + half, Math.max(cell.x() + half, cell.right() - half)),
        top + 1 + Theme.AXIS_LABEL.ascent(),
        Theme.AXIS_LABEL,
        Theme.MUTED,
        Mark.Anchor.MIDDLE);
  }

  private List<Tick> ticks(Box area) {
    return span.ticks(Math.clamp(Math.round(area.width() / PIXELS_PER_TICK), 2, 11));
  }

  /// The ticks whose labels find room: none overlaps another or leaves the cell.
  private List<Placed> labels(Canvas canvas, Box cell, Box area) {
    List<Tick> major = ticks(area).stream().filter(Tick::isMajor).toList();
    for (int every = 1; every < major.size(); every++) {
      List<Placed> placed = every(every, major, canvas, cell, area);
      if (!overlap(placed, canvas)) {
        return placed;
      }
    }
    return every(Math.max(1, major.size()), major, canvas, cell, area);
  }

  private List<Placed> every(int every, List<Tick> major, Canvas canvas, Box cell, Box area) {
    List<Placed> placed = new ArrayList<>();
    for (int i = 0; i < major.size(); i += every) {
      Tick tick = major.get(i);
      double half = canvas.width(tick.words(), Theme.TICK) / 2;
      double x = x(area, tick.value());
      double rightmost = Math.max(cell.right() - half, cell.x() + half);
      placed.add(new Placed(tick, x, Math.clamp(x, cell.x() + half, rightmost)));
    }
    return placed;
  }

  private static boolean overlap(List<Placed> placed, Canvas canvas) {
    for (int i = 1; i < placed.size(); i++) {
      Placed one = placed.get(i - 1);
      Placed two = placed.get(i);
      double needed =
          (canvas.width(one.tick().words(), Theme.TICK)
                      + canvas.width(two.tick().words(), Theme.TICK))
                  / 2
              + BETWEEN_LABELS;
      if (Math.abs(two.center() - one.center()) < needed) {
        return true;
      }
    }
    return false;
  }
}
