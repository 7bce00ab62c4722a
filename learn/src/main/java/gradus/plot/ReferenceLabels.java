package gradus.plot;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Puts the labels of reference lines beside their lines, at the end and on the side where they
/// cover the least of the curves and of the labels before them.
final class ReferenceLabels {
  private static final double GAP = 4;

  private final Canvas canvas;
  private final Box area;
  private final LineLayout layout;
  private final List<Line2D> curves = new ArrayList<>();
  private final List<Rectangle2D> taken = new ArrayList<>();

  private ReferenceLabels(Canvas canvas, Box area, LineLayout layout) {
    this.canvas = canvas;
    this.area = area;
    this.layout = layout;
    layout.chart().series().forEach(this::addCurve);
  }

  static void draw(Canvas canvas, Box area, LineLayout layout) {
    if (layout.chart().references().isEmpty()) {
      return;
    }
    ReferenceLabels labels = new ReferenceLabels(canvas, area, layout);
    layout.chart().references().forEach(labels::draw);
  }

  private void addCurve(Series series) {
    for (int i = 1; i < series.x().size(); i++) {
      if (series.shows(i - 1) && series.shows(i)) {
        curves.add(
            new Line2D.Double(
                layout.foot().x(area, series.x().get(i - 1)),
                layout.side().y(area, series.y().get(i - 1)),
                layout.foot().x(area, series.x().get(i)),
                layout.side().y(area, series.y().get(i))));
      }
    }
  }

  private void draw(ReferenceLine line) {
    boolean horizontal = LineLayout.isHorizontal(line);
    Span span = horizontal ? layout.side().span() : layout.foot().span();
    double place = span.place(line.value());
    String text = canvas.fit(line.label(), area.width(), Theme.TICK);
    if (place < 0 || place > 1 || text.isEmpty()) {
      return;
    }
    Rectangle2D best =
        places(line, horizontal, canvas.width(text, Theme.TICK)).stream()
            .min(Comparator.comparingInt(this::covered))
            .orElseThrow();
    taken.add(best);
    double baseline = best.getY() + Theme.TICK.ascent();
    canvas.haloed(text, best.getX(), baseline, Theme.TICK, Theme.REFERENCE, Mark.Anchor.START);
  }

  /// The places beside a line, the best looking first.
  private List<Rectangle2D> places(ReferenceLine line, boolean horizontal, double width) {
    double height = Theme.TICK.ascent() + Theme.TICK.descent();
    double right = Math.max(area.x(), area.right() - width - 2);
    List<Rectangle2D> places = new ArrayList<>();
    if (horizontal) {
      double y = layout.side().y(area, line.value());
      for (double top : new double[] {y - GAP / 2 - height, y + GAP / 2}) {
        places.add(new Rectangle2D.Double(right, top, width, height));
        places.add(new Rectangle2D.Double(area.x() + GAP, top, width, height));
      }
    } else {
      double x = layout.foot().x(area, line.value());
      for (double top : new double[] {area.y(), area.bottom() - height - GAP}) {
        places.add(new Rectangle2D.Double(x + GAP + 1, top, width, height));
        places.add(new Rectangle2D.Double(x - GAP - 1 - width, top, width, height));
      }
    }
    List<Rectangle2D> inside =
        places.stream()
            .filter(p -> p.getY() >= area.y() - 1 && p.getMaxY() <= area.bottom())
            .filter(p -> p.getX() >= area.x() && p.getMaxX() <= area.right() + 1)
            .toList();
    return inside.isEmpty()
        ? List.of(new Rectangle2D.Double(right, area.y(), width, height))
        : inside;
  }

  private int covered(Rectangle2D place) {
    long lines = curves.stream().filter(curve -> curve.intersects(place)).count();
    long labels = taken.stream().filter(place::intersects).count();
    return (int) Math.min(1_000_000, lines + 1000 * labels);
  }
}
