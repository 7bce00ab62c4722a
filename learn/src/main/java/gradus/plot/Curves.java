package gradus.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Turns series into marks: lines with gaps where values are missing, thinned where there are many
/// more points than pixels, and dots.
final class Curves {
  private static final int POINTS_PER_PIXEL = 4;

  private Curves() {}

  static void line(
      Canvas canvas,
      Series series,
      DoubleUnaryOperator x,
      DoubleUnaryOperator y,
      Mark.Stroke stroke) {
    List<double[]> run = new ArrayList<>();
    for (int i = 0; i < series.x().size(); i++) {
      if (series.shows(i)) {
        run.add(
            new double[] {x.applyAsDouble(series.x().get(i)), y.applyAsDouble(series.y().get(i))});
      } else {
        end(canvas, run, stroke);
      }
    }
    end(canvas, run, stroke);
  }

  private static void end(Canvas canvas, List<double[]> run, Mark.Stroke stroke) {
    if (run.size() == 1) {
      // A point between two gaps has no line, so it is shown as a dot.
      double[] point = run.getFirst();
      canvas.add(new Mark.Disc(point[0], point[1], stroke.width() * 1.1, stroke.color(), null));
    } else if (run.size() > 1) {
      List<double[]> points = thinned(run);
      canvas.add(
          new Mark.Polyline(
              Values.of(points.stream().mapToDouble(p -> p[0]).toArray()),
              Values.of(points.stream().mapToDouble(p -> p[1]).toArray()),
              stroke));
    }
    run.clear();
  }

  /// Of all points in one pixel column, the first, lowest, highest and last: the same picture from
  /// fewer points (M4; Jugel and others, VLDB 2014). Short runs and those that turn back stay
  /// whole.
  private static List<double[]> thinned(List<double[]> run) {
    double width = run.getLast()[0] - run.getFirst()[0];
    if (run.size() <= 64 + POINTS_PER_PIXEL * Math.max(0, width) || !ascends(run)) {
      return run;
    }
    List<double[]> kept = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= run.size(); i++) {
      if (i == run.size() || Math.floor(run.get(i)[0]) != Math.floor(run.get(start)[0])) {
        keepOutline(run.subList(start, i), kept);
        start = i;
      }
    }
    return kept;
  }

  private static boolean ascends(List<double[]> run) {
    for (int i = 1; i < run.size(); i++) {
      if (run.get(i)[0] < run.get(i - 1)[0]) {
        return false;
      }
    }
    return true;
  }

  private static void keepOutline(List<double[]> column, List<double[]> kept) {
    int low = 0;
    int high = 0;
    for (int i = 1; i < column.size(); i++) {
      low = column.get(i)[1] < column.get(low)[1] ? i : low;
      high = column.get(i)[1] > column.get(high)[1] ? i : high;
    }
    int last = column.size() - 1;
    int[] order = {0, Math.min(low, high), Math.max(low, high), last};
    int previous = -1;
    for (int index : order) {
      if (index > previous) {
        kept.add(column.get(index));
        previous = index;
      }
    }
  }

  static void dots(
      Canvas canvas,
      Series series,
      DoubleUnaryOperator x,
      DoubleUnaryOperator y,
      double radius,
      Color fill,
      Mark.Stroke outline) {
    for (int i = 0; i < series.x().size(); i++) {
      if (series.shows(i)) {
        double left = x.applyAsDouble(series.x().get(i));
        double top = y.applyAsDouble(series.y().get(i));
        canvas.add(new Mark.Disc(left, top, radius, fill, outline));
      }
    }
  }
}
