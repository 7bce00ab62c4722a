package gradus.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FigureLayoutTest {
  private static final Map<String, Figure> FIGURES = SampleFigures.all();

  static Stream<String> figures() {
    return FIGURES.keySet().stream();
  }

  private static Drawing drawing(Figure figure, Locale locale) {
    return FigureLayout.layOut(figure, StandardWidths.INSTANCE, locale);
  }

  private static List<Drawing> drawings(String name) {
    Figure figure = FIGURES.get(name);
    return List.of(drawing(figure, Locale.ENGLISH), drawing(figure, Locale.CHINESE));
  }

  private static List<Mark> all(List<Mark> marks) {
    List<Mark> all = new ArrayList<>();
    for (Mark mark : marks) {
      all.add(mark);
      if (mark instanceof Mark.Clip clip) {
        all.addAll(all(clip.marks()));
      }
    }
    return all;
  }

  private static List<Mark.Label> labels(Drawing drawing) {
    return all(drawing.marks()).stream()
        .filter(Mark.Label.class::isInstance)
        .map(Mark.Label.class::cast)
        .toList();
  }

  private static List<String> texts(Drawing drawing) {
    return labels(drawing).stream().map(label -> label.words().base()).toList();
  }

  /// The area that the letters of a label cover, from the height of an x to the baseline.
  private static Area area(Mark.Label label) {
    double width = label.words().width(StandardWidths.INSTANCE, label.face());
    double left =
        switch (label.anchor()) {
          case START -> 0;
          case MIDDLE -> -width / 2;
          case END -> -width;
        };
    double height = label.face().size() * 0.72;
    AffineTransform place = AffineTransform.getTranslateInstance(label.x(), label.y());
    place.rotate(Math.toRadians(label.degrees()));
    Area area = new Area(new Rectangle2D.Double(left, -height, width, height));
    return area.createTransformedArea(place);
  }

  @ParameterizedTest
  @MethodSource("figures")
  void everyLabelLiesInsideTheFigure(String name) {
    for (Drawing drawing : drawings(name)) {
      Rectangle2D page = new Rectangle2D.Double(0, 0, drawing.width(), drawing.height());
      for (Mark.Label label : labels(drawing)) {
        assertThat(page.contains(area(label).getBounds2D())).as(label.toString()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("figures")
  void noTwoLabelsOverlap(String name) {
    for (Drawing drawing : drawings(name)) {
      List<Mark.Label> labels = labels(drawing);
      List<Area> areas = labels.stream().map(FigureLayoutTest::area).toList();
      for (int i = 0; i < areas.size(); i++) {
        for (int j = 0; j < i; j++) {
          if (areas.get(i).getBounds2D().intersects(areas.get(j).getBounds2D())) {
            Area common = new Area(areas.get(i));
            common.intersect(areas.get(j));
            assertThat(common.isEmpty()).as(labels.get(i) + " and " + labels.get(j)).isTrue();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("figures")
  void everyNumberIsFinite(String name) {
    for (Drawing drawing : drawings(name)) {
      assertThat(drawing.width()).isPositive().isFinite();
      assertThat(drawing.height()).isPositive().isFinite();
      for (Mark mark : all(drawing.marks())) {
        assertThat(mark.toString()).doesNotContain("NaN", "Infinity");
        if (mark instanceof Mark.Polyline line) {
          assertThat(line.x().stream()).allMatch(x -> Math.abs(x) < 1e7);
          assertThat(line.y().stream()).allMatch(y -> Math.abs(y) < 1e7);
        }
      }
    }
  }

  @Test
  void theLegendNamesEverySeriesInTheFiguresLanguage() {
    Figure figure = FIGURES.get("lines");
    assertThat(texts(drawing(figure, Locale.ENGLISH)))
        .contains("training", "validation", "epoch", "cross-entropy", "best epoch", "target");
    assertThat(texts(drawing(figure, Locale.CHINESE)))
        .contains("训练集", "验证集", "轮次", "交叉熵", "最佳轮次", "目标")
        .doesNotContain("training");
  }

  @Test
  void aSingleSeriesNeedsNoLegend() {
    Figure figure = Figure.of(LineChart.of(Text.of("Loss"), Series.of("only", 1, 2)));
    assertThat(texts(drawing(figure, Locale.ENGLISH))).contains("Loss").doesNotContain("only");
  }

  @Test
  void plotAreasInOneRowLineUp() {
    LineChart withLegend = LineChart.of(Text.of("a"), Series.of("b", 1, 2), Series.of("c", 1));
    LineChart without = LineChart.of(Text.of("d"), Series.of("e", 1e7, 3e7));
    Drawing drawing = drawing(Figure.of(Text.EMPTY, 2, withLegend, without), Locale.ENGLISH);
    List<Box> areas =
        drawing.marks().stream()
            .filter(Mark.Clip.class::isInstance)
            .map(mark -> ((Mark.Clip) mark).box())
            .toList();
    assertThat(areas).hasSize(2);
    assertThat(areas.get(0).y()).isEqualTo(areas.get(1).y());
    assertThat(areas.get(0).bottom()).isEqualTo(areas.get(1).bottom());
  }

  @Test
  void missingValuesBreakTheLine() {
    Series series = Series.of("a", 1, 2, Double.NaN, 3, 4, Double.POSITIVE_INFINITY, 5);
    Drawing drawing = drawing(Figure.of(LineChart.of(Text.EMPTY, series)), Locale.ENGLISH);
    Mark.Clip clip =
        drawing.marks().stream()
            .filter(Mark.Clip.class::isInstance)
            .map(Mark.Clip.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(clip.marks()).filteredOn(Mark.Polyline.class::isInstance).hasSize(2);
    assertThat(clip.marks()).filteredOn(Mark.Disc.class::isInstance).hasSize(1);
  }

  @Test
  void aMillionPointsBecomeAsManyAsTheScreenCanShow() {
    double[] y = new double[1_000_000];
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.sin(i * 0.37) + i * 1e-6;
    }
    y[765_432] = 50;
    Drawing drawing =
        drawing(Figure.of(LineChart.of(Text.EMPTY, Series.of("a", y))), Locale.ENGLISH);
    List<Mark.Polyline> lines =
        all(drawing.marks()).stream()
            .filter(Mark.Polyline.class::isInstance)
            .map(Mark.Polyline.class::cast)
            .filter(line -> line.x().size() > 2)
            .toList();
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().x().size()).isBetween(500, 4000);
    double top = lines.getFirst().y().stream().min().orElseThrow();
    double median = lines.getFirst().y().stream().sorted().skip(200).findFirst().orElseThrow();
    assertThat(median - top).as("the outlier survives").isGreaterThan(150);
  }

  @Test
  void equalAspectMakesUnitsEquallyLong() {
    double[] corners = {-1, 1, 1, -1};
    double[] sides = {-1, -1, 1, 1};
    ScatterChart chart =
        ScatterChart.of(Text.EMPTY, Series.of("a", corners, sides)).withEqualAspect();
    Drawing drawing = drawing(Figure.of(chart).withSize(700, 300), Locale.ENGLISH);
    List<Mark.Disc> discs =
        all(drawing.marks()).stream()
            .filter(Mark.Disc.class::isInstance)
            .map(Mark.Disc.class::cast)
            .toList();
    double across = discs.get(1).x() - discs.get(0).x();
    double up = discs.get(1).y() - discs.get(2).y();
    assertThat(across).isCloseTo(up, within(1e-9));
  }

  @Test
  void pointsMayBeTheNamesOfTheirGroups() {
    double[] places = {1, Double.NaN, 3};
    ScatterChart chart =
        ScatterChart.of(
            Text.EMPTY, Series.of("four", places, places), Series.of("nine", places, places));
    List<Mark> plain = all(drawing(Figure.of(chart), Locale.ENGLISH).marks());
    List<Mark> named = all(drawing(Figure.of(chart.withNames()), Locale.ENGLISH).marks());
    // Two points each, and an entry in the legend.
    assertThat(plain).filteredOn(Mark.Disc.class::isInstance).hasSize(6);
    assertThat(named).filteredOn(Mark.Disc.class::isInstance).isEmpty();
    for (String name : List.of("four", "nine")) {
      assertThat(named)
          .filteredOn(mark -> mark instanceof Mark.Label label && label.words().base().equals(name))
          .hasSize(2);
    }
    assertThat(chart.withNames().withEqualAspect().withAxes(Axis.of("x"), Axis.of("y")).named())
        .isTrue();
  }

  @Test
  void textsStandBesideTheirPointsAndCoverNone() {
    double[] places = {1, 1.01, 1.02, 1.03, 5};
    List<PointLabel> labels =
        IntStream.range(0, 5)
            .mapToObj(i -> new PointLabel(places[i], places[i], Text.of("number " + i)))
            .toList();
    ScatterChart chart =
        ScatterChart.of(Text.EMPTY, Series.of("a", places, places)).withLabels(labels);
    Drawing drawing = drawing(Figure.of(chart), Locale.ENGLISH);
    List<Mark.Disc> discs =
        all(drawing.marks()).stream()
            .filter(Mark.Disc.class::isInstance)
            .map(Mark.Disc.class::cast)
            .toList();
    for (int i = 0; i < 5; i++) {
      String name = "number " + i;
      Mark.Label label =
          labels(drawing).stream()
              .filter(one -> one.words().base().equals(name))
              .findFirst()
              .orElseThrow();
      assertThat(Math.abs(label.y() - discs.get(i).y())).isLessThan(70);
      assertThat(discs).noneMatch(disc -> area(label).contains(disc.x(), disc.y()));
    }
    ScatterChart elsewhere = chart.withAxes(Axis.of("x").withRange(2, 9), Axis.of("y"));
    assertThat(texts(drawing(Figure.of(elsewhere), Locale.ENGLISH)))
        .contains("number 4")
        .doesNotContain("number 0");
  }

  @Test
  void numbersInAConfusionMatrixStandOutFromTheirCells() {
    Drawing drawing = drawing(FIGURES.get("confusion of 10"), Locale.ENGLISH);
    List<Mark> marks = drawing.marks();
    int cells = 0;
    for (int i = 1; i < marks.size(); i++) {
      if (marks.get(i) instanceof Mark.Label label
          && marks.get(i - 1) instanceof Mark.Rectangle cell
          && cell.fill() != null) {
        cells++;
        boolean zero = label.words().base().equals("0");
        assertThat(label.color().contrast(cell.fill())).isGreaterThan(zero ? 2.5 : 4.5);
      }
    }
    assertThat(cells).isEqualTo(100);
  }

  @Test
  void aChosenSizeIsKept() {
    Drawing drawing =
        drawing(FIGURES.get("everything in 3 columns").withSize(1500, 9000), Locale.ENGLISH);
    assertThat(drawing.width()).isEqualTo(1500);
    assertThat(drawing.height()).isEqualTo(9000);
  }

  private static List<Mark.Rectangle> cells(Drawing drawing) {
    return drawing.marks().stream()
        .filter(Mark.Rectangle.class::isInstance)
        .map(Mark.Rectangle.class::cast)
        .toList();
  }

  @Test
  void mistakesAreOrangeOnALogarithmicScaleAndHitsAreQuiet() {
    int[][] counts = {{900, 1, 99}, {0, 1000, 0}, {10, 0, 990}};
    ConfusionChart chart = ConfusionChart.of(Text.EMPTY, counts, List.of("a", "b", "c"));
    Drawing drawing = drawing(Figure.of(chart), Locale.ENGLISH);
    List<Color> fills = cells(drawing).stream().limit(9).map(Mark.Rectangle::fill).toList();

    Color rare = fills.get(1);
    Color frequent = fills.get(2);
    Color between = fills.get(6);
    assertThat(List.of(rare, frequent, between))
        .allMatch(color -> color.bits() == Theme.MISTAKE.bits());
    assertThat(frequent.opacity()).isEqualTo(1);
    // 1, 10 and 99 in a thousand are equally far apart on a logarithmic scale.
    assertThat(between.opacity())
        .isCloseTo((rare.opacity() + frequent.opacity()) / 2, within(0.01));
    assertThat(fills.get(0).bits()).isEqualTo(Theme.HIT.bits());
    assertThat(fills.get(0).opacity()).isLessThan(fills.get(4).opacity());
    assertThat(fills.get(3)).isEqualTo(Theme.CARD);
    assertThat(texts(drawing)).contains("900", "99", "\u00b7", "0.1%", "1%").doesNotContain("0");
  }

  @Test
  void captionsBreakIntoLinesRatherThanRunTogether() {
    Picture picture = Picture.grey(28, 28, new byte[28 * 28]);
    ImageGrid.Tile tile =
        ImageGrid.Tile.judged(
            picture, Text.of("true 4, said 9, 62%; 4, 31% and more words"), false);
    Figure figure = Figure.of(new ImageGrid(Text.EMPTY, 3, List.of(tile, tile, tile, tile)));
    Drawing drawing = drawing(figure, Locale.ENGLISH);
    List<Rectangle2D> boxes =
        labels(drawing).stream().map(label -> area(label).getBounds2D()).toList();

    assertThat(boxes).hasSizeGreaterThan(4);
    for (int i = 0; i < boxes.size(); i++) {
      for (int j = 0; j < i; j++) {
        Rectangle2D one = boxes.get(i);
        // Letters of captions side by side keep a space's distance.
        Rectangle2D room =
            new Rectangle2D.Double(
                one.getX() - 8, one.getY(), one.getWidth() + 16, one.getHeight());
        assertThat(room.intersects(boxes.get(j))).isFalse();
      }
    }
  }

  @Test
  void picturesWithoutCaptionsLeaveNoRoomForThem() {
    Picture picture = Picture.grey(2, 2, new byte[4]);
    ImageGrid bare = new ImageGrid(Text.EMPTY, 4, List.of(ImageGrid.Tile.of(picture, Text.EMPTY)));
    ImageGrid named = ImageGrid.of(Text.EMPTY, 4, List.of(picture), List.of("a"));
    assertThat(drawing(Figure.of(bare), Locale.ENGLISH).height())
        .isLessThan(drawing(Figure.of(named), Locale.ENGLISH).height() - 15);
  }

  @Test
  void everyStepOfAPathIsADotSaveThoseThatLieOnTheOneBefore() {
    Range side = Range.of(0, 10);
    HeatMap map = HeatMap.ofFunction(Text.EMPTY, (x, y) -> x * y, side, side);
    double[] apart = {1, 2, 3, 4, 5};
    double[] close = {1, 1.000001, 1.000002, 4, 5};
    assertThat(discs(map.withPath(Series.of("", apart, apart)))).isEqualTo(5 + 2);
    assertThat(discs(map.withPath(Series.of("", close, close)))).isEqualTo(3 + 2);
  }

  @Test
  void loosePointsAreDiscsAndSquaresInTurnWithoutLinesBetween() {
    Range side = Range.of(0, 10);
    HeatMap map = HeatMap.ofFunction(Text.EMPTY, (x, y) -> x * y, side, side);
    double[] three = {1, 2, 3};
    double[] gap = {4, Double.NaN, 5, 6, 7};
    HeatMap pointed =
        map.withPoints(Series.of("", three, three)).withPoints(Series.of("", gap, gap));
    assertThat(discs(pointed)).isEqualTo(3);
    assertThat(count(pointed, Mark.Rectangle.class) - count(map, Mark.Rectangle.class))
        .isEqualTo(4);
    assertThat(count(pointed, Mark.Polyline.class)).isEqualTo(count(map, Mark.Polyline.class));
    HeatMap named = map.withPoints(Series.of("one", three, three));
    assertThat(discs(named.withPoints(Series.of("two", gap, gap)))).isEqualTo(4);
  }

  /// The first row of a function lies at the foot, and so do points of the least height.
  @Test
  void aPointLiesOnTheCellOfItsPlace() {
    double[][] cells = {{0, 0, 0}, {0, 0, 0}, {0, 1, 0}};
    HeatMap map = HeatMap.ofSamples(Text.EMPTY, Grid.of(cells), Range.of(-1, 1), Range.of(-1, 1));
    double[] middle = {0};
    double[] top = {1};
    List<Mark> marks =
        all(drawing(Figure.of(map.withPoints(Series.of("", middle, top))), Locale.ENGLISH).marks());
    Mark.Raster field =
        (Mark.Raster)
            marks.stream().filter(Mark.Raster.class::isInstance).findFirst().orElseThrow();
    Mark.Disc point =
        (Mark.Disc) marks.stream().filter(Mark.Disc.class::isInstance).findFirst().orElseThrow();
    Box box = field.box();
    int column = (int) ((point.x() - box.x()) / box.width() * 3);
    int row = (int) ((point.y() - box.y()) / box.height() * 3);
    assertThat(field.picture().at(column, row)).isEqualTo(ColorMap.VIRIDIS.at(1));
    assertThat(field.picture().at(column, 2 - row)).isEqualTo(ColorMap.VIRIDIS.at(0));
  }

  private static long discs(HeatMap map) {
    return count(map, Mark.Disc.class);
  }

  private static long count(HeatMap map, Class<? extends Mark> kind) {
    return all(drawing(Figure.of(map), Locale.ENGLISH).marks()).stream()
        .filter(kind::isInstance)
        .count();
  }
}
