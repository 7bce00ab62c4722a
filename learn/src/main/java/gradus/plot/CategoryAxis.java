package gradus.plot;

import java.util.List;

/// The names under bars or columns: level where they fit, slanted where they do not, and only every
/// so many where even slanted ones would touch.
record CategoryAxis(Text label, List<Text> categories) {
  private static final double GAP = 7;
  private static final double LONGEST = 110;
  private static final double BETWEEN_LABELS = 6;
  private static final double DEGREES = -45;
  private static final double DIAGONAL = Math.sqrt(0.5);

  private List<String> names(Canvas canvas) {
    return categories.stream().map(name -> canvas.fit(name, LONGEST, Theme.TICK)).toList();
  }

  private static double widest(Canvas canvas, List<String> names) {
    return names.stream().mapToDouble(name -> canvas.width(name, Theme.TICK)).max().orElse(0);
  }

  private boolean slanted(Canvas canvas, double band) {
    return widest(canvas, names(canvas)) + BETWEEN_LABELS > band;
  }

  /// The room that the axis needs under its area, where each category is `band` wide.
  double room(Canvas canvas, double band) {
    double height =
        slanted(canvas, band)
            ? (widest(canvas, names(canvas)) + Theme.TICK.size()) * DIAGONAL
            : Theme.TICK.lineHeight();
    return GAP + height + (label.isEmpty() ? 0 : Theme.AXIS_LABEL.lineHeight() + 1);
  }

  /// How far the first slanted names reach to the left of the area.
  double reach(Canvas canvas, double band) {
    if (!slanted(canvas, band)) {
      return 0;
    }
    List<String> names = names(canvas);
    double reach = 0;
    for (int i = 0; i < names.size(); i++) {
      double width = (canvas.width(names.get(i), Theme.TICK) + Theme.TICK.size()) * DIAGONAL;
      reach = Math.max(reach, width - (i + 0.5) * band);
    }
    return reach;
  }

  void draw(Canvas canvas, Box cell, Box area, boolean slant) {
    List<String> names = names(canvas);
    double band = area.width() / Math.max(1, names.size());
    double perLabel = Theme.TICK.lineHeight() * (slant ? 1 / DIAGONAL : 1);
    int every = slant ? (int) Math.max(1, Math.ceil(perLabel / band)) : 1;
    double top = area.bottom() + GAP;
    for (int i = 0; i < names.size(); i += every) {
      double x = area.x() + (i + 0.5) * band;
      if (slant) {
        canvas.turned(
            Words.of(names.get(i)),
            x + Theme.TICK.middle() * DIAGONAL,
            top + Theme.TICK.middle() * DIAGONAL + 2,
            Theme.TICK,
            Theme.MUTED,
            Mark.Anchor.END,
            DEGREES);
      } else {
        double baseline = top + Theme.TICK.ascent();
        canvas.text(names.get(i), x, baseline, Theme.TICK, Theme.MUTED, Mark.Anchor.MIDDLE);
      }
    }
    double height =
        slant ? (widest(canvas, names) + Theme.TICK.size()) * DIAGONAL : Theme.TICK.lineHeight();
    FootAxis.label(canvas, label, cell, area, top + height);
  }
}
