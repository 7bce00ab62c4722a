package gradus.plot;

import java.util.List;

/// The names beside the rows of a table, and what they are names of, written upwards: only every so
/// many where they would touch.
record RowNames(Text label, List<Text> rows) {
  private static final double TICK_GAP = 8;
  private static final double LABEL_GAP = 8;
  private static final double LONGEST = 120;

  private List<String> names(Canvas canvas) {
    return rows.stream().map(name -> canvas.fit(name, LONGEST, Theme.TICK)).toList();
  }

  private static double widest(Canvas canvas, List<String> names) {
    return names.stream().mapToDouble(name -> canvas.width(name, Theme.TICK)).max().orElse(0);
  }

  /// The room that they need to the left of the table.
  double room(Canvas canvas) {
    return widest(canvas, names(canvas)) + TICK_GAP + LABEL_GAP + Theme.AXIS_LABEL.lineHeight();
  }

  /// @param band the height of a row
  void draw(Canvas canvas, Box area, double band) {
    List<String> names = names(canvas);
    int every = (int) Math.max(1, Math.ceil(Theme.TICK.lineHeight() / band));
    double x = area.x() - TICK_GAP;
    for (int i = 0; i < names.size(); i += every) {
      double baseline = area.y() + (i + 0.5) * band + Theme.TICK.middle();
      canvas.text(names.get(i), x, baseline, Theme.TICK, Theme.MUTED, Mark.Anchor.END);
    }
    canvas.turned(
        Words.of(canvas.fit(label, area.height(), Theme.AXIS_LABEL)),
        x - widest(canvas, names) - LABEL_GAP - Theme.AXIS_LABEL.descent(),
        area.centerY(),
        Theme.AXIS_LABEL,
        Theme.MUTED,
        Mark.Anchor.MIDDLE,
        -90);
  }
}
