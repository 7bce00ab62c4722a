package gradus.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.DoubleFunction;

/// The key of a field of colours, at the right of a plot area.
///
/// @param shades the colour at a part of the span, from 0 to 1
record ColorBar(DoubleFunction<Color> shades, Span span, Text label, boolean percent) {
  private static final double GAP = 14;
  private static final double WIDTH = 12;
  private static final double TICK_GAP = 7;
  private static final double LABEL_GAP = 6;
  private static final int STEPS = 256;
  private static final int CLEAR_STEPS = 32;

  private List<Tick> ticks(double height) {
    List<Tick> ticks = span.ticks(Math.clamp(Math.round(height / 56), 2, 9));
    return percent
        ? ticks.stream()
            .map(tick -> tick.isMajor() ? new Tick(tick.value(), percent(tick.value())) : tick)
            .toList()
        : ticks;
  }

  private static Words percent(double share) {
    BigDecimal hundredths = new BigDecimal(share * 100).round(new MathContext(2));
    return Words.of(hundredths.stripTrailingZeros().toPlainString() + "%");
  }

  private double tickWidth(Canvas canvas, double height) {
    return ticks(height).stream()
        .mapToDouble(tick -> canvas.width(tick.words(), Theme.TICK))
        .max()
        .orElse(0);
  }

  double room(Canvas canvas, double height) {
    double labelRoom = label.isEmpty() ? 0 : LABEL_GAP + Theme.AXIS_LABEL.lineHeight();
    return GAP + WIDTH + TICK_GAP + tickWidth(canvas, height) + labelRoom;
  }

  Color color(double value) {
    return Double.isFinite(value) ? shades.apply(span.place(value)) : Theme.MISSING;
  }

  private void drawShades(Canvas canvas, Box bar) {
    if (shades.apply(0).opacity() == 1) {
      int[] bits = new int[STEPS];
      for (int i = 0; i < STEPS; i++) {
        bits[i] = shades.apply(1 - i / (STEPS - 1.0)).bits();
      }
      canvas.add(new Mark.Raster(Picture.ofColors(1, STEPS, bits), bar));
      return;
    }
    // What lies behind shows through, so that the bar suits a dark page as the field does.
    double height = bar.height() / CLEAR_STEPS;
    for (int i = 0; i < CLEAR_STEPS; i++) {
      Color shade = shades.apply(1 - i / (CLEAR_STEPS - 1.0));
      canvas.fill(new Box(bar.x(), bar.y() + i * height, bar.width(), height), shade);
    }
  }

  void draw(Canvas canvas, Box area) {
    Box bar = new Box(area.right() + GAP, area.y(), WIDTH, area.height());
    drawShades(canvas, bar);
    double free = Double.POSITIVE_INFINITY;
    for (Tick tick : ticks(area.height())) {
      double y = bar.bottom() - bar.height() * span.place(tick.value());
      canvas.hairline(bar.right(), y, bar.right() + (tick.isMajor() ? 4 : 2.5), y, Theme.AXIS);
      double baseline = y + Theme.TICK.middle();
      if (tick.isMajor() && baseline <= free) {
        canvas.text(
            tick.words(),
            bar.right() + TICK_GAP,
            baseline,
            Theme.TICK,
            Theme.MUTED,
            Mark.Anchor.START);
        free = baseline - Theme.TICK.lineHeight();
      }
    }
    double x = bar.right() + TICK_GAP + tickWidth(canvas, area.height()) + LABEL_GAP;
    canvas.turned(
        Words.of(canvas.fit(label, area.height(), Theme.AXIS_LABEL)),
        x + Theme.AXIS_LABEL.ascent(),
        area.centerY(),
        Theme.AXIS_LABEL,
        Theme.MUTED,
        Mark.Anchor.MIDDLE,
        -90);
  }
}
