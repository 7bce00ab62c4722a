package gradus.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The layout of a [HeatMap].
record HeatMapLayout(HeatMap map, Header header, SideAxis side, FootAxis foot, ColorBar bar)
    implements PanelLayout {
  private static final double STEP_RADIUS = 2.2;
  private static final double STEPS_APART = 4;

  static HeatMapLayout of(HeatMap map) {
    Span x = span(map, map.x(), map.xRange(), map.grid().columns());
    Span y = span(map, map.y(), map.yRange(), map.grid().rows());
    boolean matrix = map.layout() == HeatMap.Layout.MATRIX;
    return new HeatMapLayout(
        map,
        new Header(map.title(), legend(map)),
        new SideAxis(map.y().label(), matrix ? y.backwards() : y),
        new FootAxis(map.x().label(), x),
        new ColorBar(map.colors()::at, colorSpan(map), Text.EMPTY, false));
  }

  private static List<LegendEntry> legend(HeatMap map) {
    List<LegendEntry> entries = new ArrayList<>(LegendEntry.lines(map.paths()));
    for (int i = 0; i < map.points().size(); i++) {
      Series group = map.points().get(i);
      LegendEntry.Kind kind = isRound(i) ? LegendEntry.Kind.POINT : LegendEntry.Kind.BAR;
      LineStyle style = LegendEntry.style(group, i);
      entries.add(new LegendEntry(group.name(), LegendEntry.color(group, i), kind, style, true));
    }
    return entries;
  }

  private static boolean isRound(int group) {
    return group % 2 == 0;
  }

  private static Span span(HeatMap map, Axis axis, Range range, int count) {
    if (axis.range() != null) {
      return Span.of(axis, List.of(), 0);
    }
    boolean matrix = map.layout() == HeatMap.Layout.MATRIX;
    boolean whole = matrix && range.from() == 0 && range.to() == Math.max(1, count - 1);
    if (whole) {
      return new Span(Scale.LINEAR, -0.5, Math.max(1, count) - 0.5, true, false);
    }
    double half = matrix ? (range.to() - range.from()) / Math.max(1, count - 1) / 2 : 0;
    return new Span(Scale.LINEAR, range.from() - half, range.to() + half, false, false);
  }

  private static Span colorSpan(HeatMap map) {
    // Chosen levels say which stretch matters; what lies beyond takes the colours of the ends.
    DoubleStream shown =
        map.contours().size() < 2 ? map.grid().values().stream() : map.contours().stream();
    return Span.fit(map.colorScale(), shown.filter(Double::isFinite), 0, false);
  }

  private boolean isMatrix() {
    return map.layout() == HeatMap.Layout.MATRIX;
  }

  @Override
  public Size preferred(Canvas canvas, int columns) {
    Size size = Size.ofChart(columns);
    return new Size(size.width() * 0.95, size.height() * 1.15);
  }

  @Override
  public Insets insets(Canvas canvas, double width, double height) {
    double top = header.height(canvas, width);
    double bottom = foot.room();
    double areaHeight = height - top - bottom;
    double right = bar.room(canvas, areaHeight);
    return new Insets(top, right, bottom, side.room(canvas, areaHeight));
  }

  @Override
  public void draw(Canvas canvas, Box cell, Box wholeArea) {
    Box area =
        isMatrix() && map.grid().values().size() > 0
            ? wholeArea.fitted(map.grid().columns(), map.grid().rows())
            : wholeArea;
    header.draw(canvas, cell);
    Canvas field = canvas.part();
    if (map.filled()) {
      drawCells(field, area);
    } else {
      side.grid(field, area);
      foot.grid(field, cell, area);
    }
    for (int i = 0; i < map.contours().size(); i++) {
      drawContour(field, area, map.contours().get(i));
    }
    for (int i = 0; i < map.paths().size(); i++) {
      drawPath(field, area, i);
    }
    for (int i = 0; i < map.points().size(); i++) {
      drawPoints(field, area, i);
    }
    canvas.clip(area, field);
    canvas.outline(area, Mark.Stroke.of(isMatrix() ? Theme.FRAME : Theme.AXIS, 1));
    side.draw(canvas, area, true);
    foot.draw(canvas, cell, area);
    bar.draw(canvas, area);
    if (map.grid().values().size() == 0) {
      Placeholder.draw(canvas, area);
    }
  }

  private void drawCells(Canvas canvas, Box area) {
    Grid grid = map.grid();
    if (grid.values().size() == 0) {
      return;
    }
    boolean down = isMatrix();
    int[] bits =
        IntStream.range(0, grid.values().size())
            .map(i -> {
              int row = i / grid.columns();
              int shown = down ? row : grid.rows() - 1 - row;
              return bar.color(grid.at(shown, i % grid.columns())).bits();
            })
            .toArray();
    // The first and the last sample lie in the middle of their cells.
    double left = x(area, -0.5);
    double right = x(area, grid.columns() - 0.5);
    double top = y(area, down ? -0.5 : grid.rows() - 0.5);
    double bottom = y(area, down ? grid.rows() - 0.5 : -0.5);
    canvas.add(
        new Mark.Raster(
            Picture.ofColors(grid.columns(), grid.rows(), bits),
            new Box(left, top, right - left, bottom - top)));
  }

  private double x(Box area, double column) {
    return foot.x(area, along(map.xRange(), column, map.grid().columns()));
  }

  private double y(Box area, double row) {
    return side.y(area, along(map.yRange(), row, map.grid().rows()));
  }

  private static double along(Range range, double index, int count) {
    return range.from() + (range.to() - range.from()) * index / Math.max(1, count - 1);
  }

  private void drawContour(Canvas canvas, Box area, double level) {
    if (!Double.isFinite(level)) {
      return;
    }
    Color own = bar.color(level);
    Mark.Stroke stroke =
        map.filled()
            ? Mark.Stroke.of(Theme.readableOn(own).withOpacity(0.4), 0.9)
            : Mark.Stroke.of(own, 1.3);
    for (Contours.Line line : Contours.at(map.grid(), level)) {
      Values x = line.columns().map(column -> x(area, column));
      Values y = line.rows().map(row -> y(area, row));
      Curves.line(canvas, x, y, stroke);
    }
  }

  private void drawPath(Canvas canvas, Box area, int index) {
    Series path = map.paths().get(index);
    Color color = LegendEntry.color(path, index);
    LineStyle style = LegendEntry.style(path, index);
    if (map.filled()) {
      Mark.Stroke rim = Mark.Stroke.of(Theme.PAPER.withOpacity(0.8), Theme.LINE_WIDTH + 2);
      Curves.line(canvas, path, x -> foot.x(area, x), y -> side.y(area, y), rim);
    }
    Mark.Stroke stroke = new Mark.Stroke(color, Theme.LINE_WIDTH, style.pattern());
    Curves.line(canvas, path, x -> foot.x(area, x), y -> side.y(area, y), stroke);
    Mark.Stroke rim = Mark.Stroke.of(Theme.PAPER, 1);
    double radius = path.markers() ? 3 : STEP_RADIUS;
    Series steps = path.markers() ? path : apart(path, area);
    Curves.dots(canvas, steps, x -> foot.x(area, x), y -> side.y(area, y), radius, color, rim);
    int[] shown = IntStream.range(0, path.x().size()).filter(path::shows).toArray();
    if (shown.length > 0) {
      drawEnd(canvas, area, path, shown[0], Theme.PAPER, Mark.Stroke.of(color, 2));
      drawEnd(canvas, area, path, shown[shown.length - 1], color, Mark.Stroke.of(Theme.PAPER, 1.5));
    }
  }

  /// The steps of a path without those that would lie on the dot before them.
  private Series apart(Series path, Box area) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < path.x().size(); i++) {
      if (path.shows(i)
          && (kept.isEmpty() || distance(path, area, kept.getLast(), i) >= STEPS_APART)) {
        kept.add(i);
      }
    }
    double[] x = kept.stream().mapToDouble(i -> path.x().get(i)).toArray();
    double[] y = kept.stream().mapToDouble(i -> path.y().get(i)).toArray();
    return Series.of(path.name(), Values.of(x), Values.of(y));
  }

  private double distance(Series path, Box area, int one, int other) {
    return Math.hypot(
        foot.x(area, path.x().get(one)) - foot.x(area, path.x().get(other)),
        side.y(area, path.y().get(one)) - side.y(area, path.y().get(other)));
  }

  private void drawEnd(
      Canvas canvas, Box area, Series path, int index, Color fill, Mark.Stroke outline) {
    double x = foot.x(area, path.x().get(index));
    double y = side.y(area, path.y().get(index));
    canvas.add(new Mark.Disc(x, y, 4.5, fill, outline));
  }

  private void drawPoints(Canvas canvas, Box area, int index) {
    Series group = map.points().get(index);
    Color color = LegendEntry.color(group, index);
    Mark.Stroke rim = Mark.Stroke.of(Theme.PAPER, 1);
    if (isRound(index)) {
      Curves.dots(
          canvas,
          group,
          x -> foot.x(area, x),
          y -> side.y(area, y),
          Theme.POINT_RADIUS,
          color,
          rim);
      return;
    }
    // As large to the eye as a disc.
    double half = Theme.POINT_RADIUS * Math.sqrt(Math.PI) / 2;
    for (int i = 0; i < group.x().size(); i++) {
      if (group.shows(i)) {
        double left = foot.x(area, group.x().get(i)) - half;
        double top = side.y(area, group.y().get(i)) - half;
        canvas.add(new Mark.Rectangle(new Box(left, top, 2 * half, 2 * half), 0, color, rim));
      }
    }
  }
}
