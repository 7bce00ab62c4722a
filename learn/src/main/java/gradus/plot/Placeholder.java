package gradus.plot;

import java.util.List;
import java.util.stream.IntStream;

/// The words in the middle of a chart that has nothing to show.
final class Placeholder {
  private static final Text NO_DATA = Text.of("no data", "没有数据");

  private Placeholder() {}

  static void draw(Canvas canvas, Box area, List<Series> series) {
    boolean empty =
        series.stream().noneMatch(one -> IntStream.range(0, one.x().size()).anyMatch(one::shows));
    if (empty) {
      draw(canvas, area);
    }
  }

  static void draw(Canvas canvas, Box area) {
    canvas.haloed(
        canvas.fit(NO_DATA, area.width(), Theme.AXIS_LABEL),
        area.centerX(),
        area.centerY() + Theme.AXIS_LABEL.middle(),
        Theme.AXIS_LABEL,
        Theme.MUTED,
        Mark.Anchor.MIDDLE);
  }
}
