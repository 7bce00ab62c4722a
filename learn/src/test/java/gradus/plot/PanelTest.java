package gradus.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PanelTest {
  private static final Text TITLE = Text.of("Loss", "损失");
  private static final List<Text> CLASSES = List.of(Text.of("cat"), Text.of("dog"));

  private static void assertRefused(ThrowingCallable code, String... fragments) {
    assertThatThrownBy(code).isInstanceOf(PlotException.class).hasMessageContainingAll(fragments);
  }

  @Test
  void aLogarithmicAxisNamesTheSeriesAndIndexOfWhatItCannotShow() {
    LineChart chart = LineChart.of(TITLE, Series.of("train", 1, 0.5, 0));
    assertRefused(
        () -> chart.withAxes(Axis.of("epoch"), Axis.log("loss")),
        "\"Loss\"",
        "\"train\"",
        "y = 0.0",
        "index 2",
        "linear axis");
    Series negative = Series.of("rates", new double[] {-1e-3, 1}, new double[] {1, 2});
    assertRefused(
        () -> LineChart.of(TITLE, negative).withAxes(Axis.log("rate"), Axis.of("loss")),
        "\"rates\"",
        "x = -0.001",
        "index 0");
    assertRefused(
        () -> ScatterChart.of(TITLE, negative).withAxes(Axis.log("rate"), Axis.of("loss")),
        "\"rates\"");
  }

  @Test
  void gapsAreAllowedOnALogarithmicAxis() {
    LineChart chart =
        LineChart.of(TITLE, Series.of("a", 1, Double.NaN, Double.NEGATIVE_INFINITY, 2))
            .withAxes(Axis.of("x"), Axis.log("y"));
    assertThat(Figure.of(chart).toSvg()).contains("<svg");
  }

  @Test
  void lengthsMustMatch() {
    assertRefused(
        () -> Series.of("train", new double[3], new double[2]), "\"train\"", "3", "2", "both");
    assertRefused(() -> BarChart.of(TITLE, CLASSES, 1, 2, 3), "3 values for 2 categories");
    assertRefused(
        () -> ConfusionChart.of(TITLE, new int[3][3], List.of("a", "b")), "[2, 2]", "[3, 3]");
    Grid three = Grid.of(new double[][] {{1, 2, 3}});
    assertRefused(
        () -> MatrixChart.of(TITLE, CLASSES, CLASSES, three), "2 rows and 2 columns", "[1, 3]");
    Grid infinite = Grid.of(new double[][] {{1, 2}, {3, Double.NaN}});
    assertRefused(
        () -> MatrixChart.of(TITLE, CLASSES, CLASSES, infinite), "row 1, column 1", "NaN");
    assertRefused(
        () -> ImageGrid.of(TITLE, 2, List.of(), List.of("a")), "0 pictures", "1 captions");
    assertRefused(() -> Grid.of(new double[][] {{1, 2}, {3}}), "row 0", "row 1");
    assertRefused(() -> new Grid(2, 3, Values.of(1, 2)), "6 values", "2");
    assertRefused(() -> Picture.grey(28, 28, new byte[783]), "784", "783");
  }

  @Test
  void countsMustBeWholeAndNotNegative() {
    for (double bad : new double[] {-1, 0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
      Grid counts = Grid.of(new double[][] {{1, 2}, {bad, 3}});
      assertRefused(() -> new ConfusionChart(TITLE, counts, CLASSES), "row 1, column 0");
    }
  }

  @Test
  void sharesAreOfTheRow() {
    ConfusionChart matrix =
        ConfusionChart.of(TITLE, new int[][] {{3, 1}, {0, 0}}, List.of("cat", "dog"));
    assertThat(matrix.share(0, 0)).isEqualTo(0.75);
    assertThat(matrix.share(1, 1)).isZero();
  }

  @Test
  void impossibleAxesAndRangesAreRefused() {
    assertRefused(() -> Range.of(2, 1), "from below to");
    assertRefused(() -> Range.of(0, Double.NaN), "finite");
    assertRefused(() -> Axis.log("rate").withRange(0, 1), "positive");
    assertRefused(() -> ReferenceLine.horizontal(Double.NaN, TITLE), "finite");
    assertRefused(() -> new PointLabel(1, Double.NaN, TITLE), "\"Loss\"", "finite", "NaN");
    Axis log = Axis.log("y");
    Axis linear = Axis.of("x");
    assertRefused(
        () -> ScatterChart.of(TITLE).withEqualAspect().withAxes(linear, log), "equal aspect");
    assertRefused(() -> BarChart.of(TITLE, CLASSES, 1, 2).withAxes(linear, log), "zero");
    HeatMap map = HeatMap.ofMatrix(TITLE, Grid.of(new double[][] {{1}}));
    assertRefused(() -> map.withAxes(linear, log), "linear");
    assertRefused(() -> new ImageGrid(TITLE, 0, List.of()), "column");
    assertRefused(() -> Values.geometric(0, 1, 5), "positive");
    assertRefused(() -> Color.of(1, 2, 256), "255");
  }

  @Test
  void picturesAndGridsComeFromTensors() {
    Picture grey = Picture.of(Tensor.of(Shape.of(2, 3), new float[] {0, 0.5f, 1, 2, -1, 0}));
    assertThat(grey.width()).isEqualTo(3);
    assertThat(grey.at(1, 0)).isEqualTo(Color.of(128, 128, 128));
    assertThat(grey.at(0, 1)).isEqualTo(Color.of(255, 255, 255));
    assertThat(grey.at(1, 1)).isEqualTo(Color.of(0, 0, 0));
    Picture coloured = Picture.of(Tensor.of(Shape.of(3, 1, 2), new float[] {1, 0, 0, 1, 0, 0}));
    assertThat(coloured.at(0, 0)).isEqualTo(Color.of(255, 0, 0));
    assertThat(coloured.at(1, 0)).isEqualTo(Color.of(0, 255, 0));
    assertRefused(() -> Picture.of(Tensor.of(Shape.of(2, 1, 1), new float[2])), "[2, 1, 1]");
    Grid grid = Grid.of(Tensor.of(Shape.of(2, 2), new int[] {1, 2, 3, 4}));
    assertThat(grid.at(1, 0)).isEqualTo(3);
    assertRefused(() -> Grid.of(Tensor.of(1f, 2f)), "[2]");
  }

  @Test
  void numbersBecomePicturesWhoseZeroIsWhite() {
    Grid numbers = Grid.of(new double[][] {{-2, 0}, {2, 99}});
    Picture picture = Picture.of(numbers, ColorMap.VERMILION_BLUE, Range.of(-2, 2));
    assertThat(picture.at(1, 0)).isEqualTo(Color.of(255, 255, 255));
    Color negative = picture.at(0, 0);
    Color positive = picture.at(0, 1);
    assertThat(negative.red()).isGreaterThan(negative.blue());
    assertThat(positive.blue()).isGreaterThan(positive.red());
    assertThat(picture.at(1, 1)).isEqualTo(positive);
  }

  @Test
  void callersArraysStayTheirs() {
    double[] y = {1, 2};
    byte[] samples = {1, 2};
    Series series = Series.of("a", y);
    Picture picture = Picture.grey(2, 1, samples);
    y[0] = 9;
    samples[0] = 9;
    assertThat(series.y().get(0)).isEqualTo(1);
    assertThat(picture.at(0, 0).red()).isEqualTo(1);
  }
}
