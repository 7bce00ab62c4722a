package gradus.bench;

import gradus.io.FileException;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.plot.Axis;
import gradus.plot.Color;
import gradus.plot.Figure;
import gradus.plot.Palette;
import gradus.plot.PointLabel;
import gradus.plot.ScatterChart;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.TextPanel;
import gradus.plot.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// What `compare.py --json` measured as a roofline (Williams, Waterman and Patterson, 2009): how
/// fast each workload computes, over how much it computes for each byte of its tensors, under what
/// memory and arithmetic allow at most.
final class Roofline {
  private static final Color ROOF = Color.rgb(0x1f2328);
  private static final Color BETWEEN = Color.rgb(0xc4ccd4);

  /// Pixels of a line of the key, which leaves out what does not fit.
  private static final int LINE = 21;

  /// The least distance of two lines in logarithms of intensities.
  private static final double BESIDE = 0.04;

  /// A workload: operations a byte, and billions of operations a second on both sides.
  private record Dot(String name, double intensity, double gradus, double pytorch) {
    static Dot of(JsonCursor row) {
      double operations = row.member("operations").number();
      String name = row.optional("name").orElse(row.member("workload")).text();
      return new Dot(
          name,
          operations / row.member("bytes").number(),
          operations / row.member("gradus").number() * 1e-9,
          operations / row.member("pytorch").number() * 1e-9);
    }

    double higher() {
      return Math.max(gradus, pytorch);
    }

    double lower() {
      return Math.min(gradus, pytorch);
    }

    /// Whether the lines of two workloads lie on each other, so that one cannot see which dots they
    /// join.
    boolean hides(Dot other) {
      double between = Math.abs(Math.log(intensity / other.intensity()));
      return between < BESIDE && lower() < other.higher() && other.lower() < higher();
    }
  }

  private Roofline() {}

  static void main(String[] arguments) throws FileException {
    figure(Json.read(Path.of(arguments[0])).cursor(arguments[0])).save(Path.of(arguments[1]));
  }

  static Figure figure(JsonCursor run) {
    List<Dot> dots = dots(run.member("rows"));
    double peak = run.member("peak").number() * 1e-9;
    double bandwidth = run.member("bandwidth").number() * 1e-9;
    long threads = run.member("threads").wholeNumber();
    String title =
        "Roofline: %d thread%s, vectors of %d bits"
            .formatted(threads, threads == 1 ? "" : "s", run.member("vectors").wholeNumber());
    String subtitle =
        "A workload is a dot for each side, joined by a line. The slope is main memory's: what works in"
            + " caches may lie above it.";
    return Figure.of(Text.of(title), 2, chart(dots, peak, bandwidth), key(dots))
        .withSubtitle(Text.of(subtitle))
        .withSize(1080, Math.max(560, 110 + LINE * dots.size()));
  }

  private static List<Dot> dots(JsonCursor rows) {
    List<Dot> dots =
        rows.elements().stream()
            .filter(row -> row.member("operations").number() > 0)
            .filter(row -> row.member("bytes").number() > 0)
            .map(Dot::of)
            .sorted(Comparator.comparingDouble(Dot::intensity).thenComparingDouble(Dot::higher))
            .toList();
    if (dots.isEmpty()) {
      throw rows.expected("a row with operations and bytes, as compare.py writes them");
    }
    return dots;
  }

  private static ScatterChart chart(List<Dot> dots, double peak, double bandwidth) {
    double ridge = peak / bandwidth;
    double left = Math.min(dots.getFirst().intensity(), ridge) / 1.7;
    double right = Math.max(dots.getLast().intensity(), ridge) * 1.7;
    double lowest = dots.stream().mapToDouble(Dot::lower).min().orElseThrow();
    double highest = dots.stream().mapToDouble(Dot::higher).max().orElseThrow();
    List<Series> lines = new ArrayList<>();
    List<PointLabel> labels = new ArrayList<>();
    for (int i = 0; i < dots.size(); i++) {
      Dot dot = dots.get(i);
      lines.add(
          line(BETWEEN, Values.of(dot.intensity(), dot.intensity()), dot.gradus(), dot.pytorch()));
      Text number = Text.of(String.valueOf(i + 1));
      labels.add(new PointLabel(dot.intensity(), dot.higher(), number));
      if (dots.stream().anyMatch(other -> !other.equals(dot) && other.hides(dot))) {
        labels.add(new PointLabel(dot.intensity(), dot.lower(), number));
      }
    }
    lines.add(line(ROOF, Values.of(left, ridge, right), left * bandwidth, peak, peak));
    double onSlope = Math.sqrt(left * ridge);
    labels.add(new PointLabel(onSlope, onSlope * bandwidth, text("memory: %.1f GB/s", bandwidth)));
    labels.add(
        new PointLabel(Math.sqrt(ridge * right), peak, text("multiply-adds: %.0f GFLOP/s", peak)));
    return ScatterChart.of(
            Text.EMPTY,
            group("Gradus", Palette.BLUE, dots, Dot::gradus),
            group("PyTorch", Palette.VERMILION, dots, Dot::pytorch))
        .withAxes(
            Axis.log("operations for each byte of its tensors (FLOP/B)").withRange(left, right),
            Axis.log("operations a second (GFLOP/s)")
                .withRange(Math.min(lowest, left * bandwidth) / 1.3, Math.max(highest, peak) * 1.5))
        .withLines(lines)
        .withLabels(labels);
  }

  private static Text text(String format, double value) {
    return Text.of(String.format(Locale.ROOT, format, value));
  }

  private static Series line(Color color, Values x, double... y) {
    return Series.of(Text.EMPTY, x, Values.of(y)).withColor(color);
  }

  private static Series group(
      String name, Palette color, List<Dot> dots, ToDoubleFunction<Dot> speed) {
    Values x = Values.of(dots.stream().mapToDouble(Dot::intensity).toArray());
    Values y = Values.of(dots.stream().mapToDouble(speed).toArray());
    return Series.of(Text.of(name), x, y).withColor(color.color());
  }

  private static TextPanel key(List<Dot> dots) {
    List<Text> lines = new ArrayList<>();
    for (int i = 0; i < dots.size(); i++) {
      lines.add(Text.of((i + 1) + "  " + dots.get(i).name()));
    }
    return new TextPanel(Text.EMPTY, lines);
  }
}
