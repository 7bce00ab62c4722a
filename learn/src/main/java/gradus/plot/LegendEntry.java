package gradus.plot;

import java.util.List;
import java.util.stream.IntStream;

/// A line of a legend: a name beside a sample of what it stands for.
record LegendEntry(Text name, Color color, Kind kind, LineStyle style, boolean markers) {
  /// What the sample looks like.
  enum Kind {
    LINE,
    POINT,
    BAR
  }

  /// The entries of lines, in the colours and styles in which they are drawn.
  static List<LegendEntry> lines(List<Series> series) {
    return IntStream.range(0, series.size())
        .mapToObj(i -> {
          Series one = series.get(i);
          Kind kind = one.markers() && isScattered(one) ? Kind.POINT : Kind.LINE;
          return new LegendEntry(one.name(), color(one, i), kind, style(one, i), one.markers());
        })
        .toList();
  }

  /// Whether there is a gap on both sides of every point, so that no line is drawn.
  private static boolean isScattered(Series series) {
    for (int i = 1; i < series.x().size(); i++) {
      if (series.shows(i) && series.shows(i - 1)) {
        return false;
      }
    }
    return series.x().size() > 0;
  }

  static Color color(Series series, int index) {
    return series.color() == null ? Palette.of(index) : series.color();
  }

  /// The style of a line: its own, or one that tells the eighth line from the first, whose colour
  /// it shares.
  static LineStyle style(Series series, int index) {
    LineStyle[] styles = LineStyle.values();
    return series.style() == null ? styles[index / Palette.size() % styles.length] : series.style();
  }
}
