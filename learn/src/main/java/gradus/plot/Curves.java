package gradus.plot;

import java.awt.geom.Line2D;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Turns series into marks: lines with gaps where values are missing, thinned where there are many
/// more points than pixels, and dots.
final class Curves {
  private static final int POINTS_PER_PIXEL = 4;
  private static final double TOLERANCE = 0.1;

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

  /// A line through finite points that are pixels already.
  static void line(Canvas canvas, Values x, Values y, Mark.Stroke stroke) {
    List<double[]> run = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      run.add(new double[] {x.get(i), y.get(i)});
    }
    end(canvas, run, stroke);
  }

  private static void end(Canvas canvas, List<double[]> run, Mark.Stroke stroke) {
    if (run.size() == 1) {
      // A point between two gaps has no line, so it is shown as a dot.
      double[] point = run.getFirst();
      canvas.add(new Mark.Disc(point[0], point[1], stroke.width() * 1.1, stroke.color(), null));
    } else if (run.size() > 1) {
      List<double[]> points = simplified(thinned(run));
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

  /// The line without the points that no eye would miss, because they lie within a tenth of a pixel
  /// of what stays (Ramer, 1972; Douglas and Peucker, 1973).
  private static List<double[]> simplified(List<double[]> points) {
    int last = points.size() - 1;
    BitSet kept = new BitSet(points.size());
    kept.set(0);
    kept.set(last);
    Deque<int[]> stretches = new ArrayDeque<>();
    stretches.push(new int[] {0, last});
    while (!stretches.isEmpty()) {
      int[] stretch = stretches.pop();
      int farthest = farthest(points, stretch[0], stretch[1]);
      if (farthest > 0) {
        kept.set(farthest);
        stretches.push(new int[] {stretch[0], farthest});
        stretches.push(new int[] {farthest, stretch[1]});
      }
    }
    return kept.stream().mapToObj(points::get).toList();
  }

  /// The point between two others that lies farthest from the line between them, or -1 if all lie
  /// close enough.
  private static int farthest(List<double[]> points, int first, int last) {
    double[] from = points.get(first);
    double[] to = points.get(last);
    double largest = TOLERANCE;
    int farthest = -1;
    for (int i = first + 1; i < last; i++) {
      double[] point = points.get(i);
      double distance = Line2D.ptSegDist(from[0], from[1], to[0], to[1], point[0], point[1]);
      if (distance > largest) {
        largest = distance;
        farthest = i;
      }
    }
    return farthest;
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
