package gradus.plot;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts texts beside the points of a chart, each as near as it can stand without covering a point
/// or another text, and rather not on a line. One that stands apart is joined to its point; one for
/// which there is no room is left out.
final class PointLabels {
  private static final double[] DISTANCES = {1, 4, 8, 13, 19, 26, 34, 44, 56};
  private static final int DIRECTIONS = 16;

  /// From this distance on a thin line leads to the point.
  private static final double APART = 8;

  /// How many pixels further away a text stands rather than on a line.
  private static final double PER_LINE = 14;

  private record Place(Rectangle2D box, double distance, double cost) {}

  private final Canvas canvas;
  private final Box area;
  private final ScatterLayout layout;
  private final double radius;
  private final List<Rectangle2D> taken = new ArrayList<>();
  private final List<Line2D> lines = new ArrayList<>();

  private PointLabels(Canvas canvas, Box area, ScatterLayout layout, double radius) {
    this.canvas = canvas;
    this.area = area;
    this.layout = layout;
    this.radius = radius;
    layout.chart().groups().forEach(this::addPoints);
    layout.chart().lines().forEach(this::addLines);
  }

  static void draw(Canvas canvas, Box area, ScatterLayout layout, double radius) {
    if (!layout.chart().labels().isEmpty()) {
      PointLabels labels = new PointLabels(canvas, area, layout, radius);
      layout.chart().labels().forEach(labels::draw);
    }
  }

  private double x(double value) {
    return layout.foot().x(area, value);
  }

  private double y(double value) {
    return layout.side().y(area, value);
  }

  private void addPoints(Series group) {
    for (int i = 0; i < group.x().size(); i++) {
      if (group.shows(i)) {
        double left = x(group.x().get(i)) - radius;
        double top = y(group.y().get(i)) - radius;
        taken.add(new Rectangle2D.Double(left, top, 2 * radius, 2 * radius));
      }
    }
  }

  private void addLines(Series line) {
    for (int i = 1; i < line.x().size(); i++) {
      if (line.shows(i - 1) && line.shows(i)) {
        double fromX = x(line.x().get(i - 1));
        double fromY = y(line.y().get(i - 1));
        lines.add(new Line2D.Double(fromX, fromY, x(line.x().get(i)), y(line.y().get(i))));
      }
    }
  }

  private void draw(PointLabel label) {
    double x = x(label.x());
    double y = y(label.y());
    String text = canvas.fit(label.text(), area.width(), Theme.TICK);
    Place place = best(x, y, canvas.width(text, Theme.TICK));
    if (text.isEmpty() || place == null) {
      return;
    }
    Rectangle2D box = place.box();
    if (place.distance() >= APART) {
      double endX = Math.clamp(x, box.getMinX(), box.getMaxX());
      double endY = Math.clamp(y, box.getMinY(), box.getMaxY());
      canvas.line(x, y, endX, endY, Mark.Stroke.of(Theme.AXIS, 0.75));
      lines.add(new Line2D.Double(x, y, endX, endY));
    }
    taken.add(box);
    double baseline = box.getY() + Theme.TICK.ascent();
    canvas.haloed(text, box.getX(), baseline, Theme.TICK, Theme.INK, Mark.Anchor.START);
  }

  private @Nullable Place best(double x, double y, double width) {
    double height = Theme.TICK.ascent() + Theme.TICK.descent();
    Place best = null;
    for (double distance : DISTANCES) {
      for (int i = 0; i < DIRECTIONS; i++) {
        double angle = 2 * Math.PI * i / DIRECTIONS;
        double reach = radius + distance;
        double middleX = x + Math.cos(angle) * (reach + width / 2);
        double middleY = y - Math.sin(angle) * (reach + height / 2);
        var box = new Rectangle2D.Double(middleX - width / 2, middleY - height / 2, width, height);
        boolean inside =
            box.getMinX() >= area.x()
                && box.getMaxX() <= area.right()
                && box.getMinY() >= area.y()
                && box.getMaxY() <= area.bottom();
        if (inside && taken.stream().noneMatch(box::intersects)) {
          long crossed = lines.stream().filter(line -> line.intersects(box)).count();
          double cost = distance + PER_LINE * crossed;
          best = best == null || cost < best.cost() ? new Place(box, distance, cost) : best;
        }
      }
    }
    return best;
  }
}
