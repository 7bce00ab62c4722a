package gradus.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.train.History;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlotTest {
  private static Panel only(Figure figure) {
    assertThat(figure.panels()).hasSize(1);
    return figure.panels().getFirst();
  }

  @Test
  void linesCountFromOneInTheOrderOfTheMap() {
    Map<String, double[]> history =
        new TreeMap<>(Map.of("loss", new double[] {3, 2}, "valLoss", new double[] {4}));
    LineChart chart = (LineChart) only(Plot.lines("Loss", history));
    assertThat(chart.series())
        .extracting(series -> series.name().english())
        .containsExactly("loss", "valLoss");
    assertThat(chart.series().getFirst().x()).isEqualTo(Values.of(1.0, 2.0));
  }

  private static final History HISTORY =
      History.empty()
          .plus(new History.Epoch(1, Map.of("loss", 2.0, "valLoss", 2.5, "accuracy", 0.3), 1))
          .plus(new History.Epoch(2, Map.of("loss", 1.0, "accuracy", 0.6), 1));

  @Test
  void columnsOfAHistoryAreDrawnByEpochWithGapsWhereNothingWasMeasured() {
    LineChart chart = (LineChart) only(Plot.lines(HISTORY, "loss", "valLoss"));
    assertThat(chart.series().get(0).x()).isEqualTo(Values.of(1.0, 2.0));
    assertThat(chart.series().get(0).y()).isEqualTo(Values.of(2.0, 1.0));
    assertThat(chart.series().get(1).y()).isEqualTo(Values.of(2.5, Double.NaN));
    assertThat(chart.series().get(1).name().chinese()).isEqualTo("验证损失");
    assertThatThrownBy(() -> Plot.lines(HISTORY, "los"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("los");
  }

  @Test
  void aHistoryShowsWhatWasMeasured() {
    Figure both = Plot.history(HISTORY);
    assertThat(both.panels())
        .hasSize(2)
        .extracting(panel -> panel.title().english())
        .containsExactly("Loss", "Accuracy");
    History plain = History.empty().plus(new History.Epoch(1, Map.of("loss", 2.0), 1));
    assertThat(Plot.history(plain).panels()).hasSize(1);
    assertThat(Plot.history(History.empty()).toSvg()).contains("no data");
  }

  private static History measured(double... valLoss) {
    History history = History.empty();
    for (int i = 0; i < valLoss.length; i++) {
      Map<String, Double> values =
          Map.of(
              "loss", 1.0, "accuracy", 0.5, "valLoss", valLoss[i], "learningRate", 0.1 / (i + 1));
      history = history.plus(new History.Epoch(i + 1, values, 1));
    }
    return history;
  }

  @Test
  void aHistoryMarksTheEpochOfTheLowestValidationLossInLossAndAccuracy() {
    List<Panel> panels = Plot.history(measured(2, 0.5, 1)).panels();
    assertThat(panels)
        .extracting(panel -> panel.title().english())
        .containsExactly("Loss", "Accuracy", "Learning rate");
    ReferenceLine best = ReferenceLine.vertical(2, Text.of("best: epoch 2", "最佳：第 2 轮"));
    assertThat(((LineChart) panels.get(0)).references()).containsExactly(best);
    assertThat(((LineChart) panels.get(1)).references()).containsExactly(best);
    LineChart rate = (LineChart) panels.get(2);
    assertThat(rate.references()).isEmpty();
    assertThat(rate.series().getFirst().y()).isEqualTo(Values.of(0.1, 0.05, 0.1 / 3));
  }

  @Test
  void nothingIsTheBestOfOneEpochOrWithoutValidation() {
    History unknown = measured(Double.NaN, Double.POSITIVE_INFINITY);
    for (History history : List.of(measured(1), unknown)) {
      assertThat(((LineChart) Plot.history(history).panels().getFirst()).references()).isEmpty();
    }
  }

  @Test
  void functionsAreNamedAsPeopleWriteThem() {
    LineChart chart =
        (LineChart) only(Plot.function("leakyRelu", x -> Math.max(x, x / 100), -1, 3));
    assertThat(chart.title().english()).isEqualTo("Leaky ReLU");
    assertThat(chart.series().getFirst().name().english()).isEqualTo("Leaky ReLU");
    assertThat(Plot.graph("gelu", x -> x, 0, 1).name().english()).isEqualTo("GELU");
    assertThat(FunctionNames.written("x^2")).isEqualTo("x^2");
  }

  @Test
  void aFunctionIsSampledFromEndToEnd() {
    LineChart chart = (LineChart) only(Plot.function("square", x -> x * x, -1, 3));
    Series series = chart.series().getFirst();
    assertThat(series.x().get(0)).isEqualTo(-1);
    assertThat(series.x().get(series.x().size() - 1)).isEqualTo(3);
    assertThat(series.y().get(series.y().size() - 1)).isEqualTo(9);
    assertThatThrownBy(() -> Plot.function("f", x -> x, 1, 1)).isInstanceOf(PlotException.class);
  }

  @Test
  void pointsAreGroupedByClass() {
    double[] x = {1, 2, 3};
    Figure figure = Plot.scatter("Iris", x, x, new int[] {1, 0, 1}, List.of("a", "b", "c"));
    ScatterChart chart = (ScatterChart) only(figure);
    assertThat(chart.groups()).hasSize(3);
    assertThat(chart.groups().get(1).x()).isEqualTo(Values.of(1.0, 3.0));
    assertThat(chart.groups().get(2).x().size()).isZero();
    assertThatThrownBy(() -> Plot.scatter("Iris", x, x, new int[] {0, 7, 0}, List.of("a")))
        .isInstanceOf(PlotException.class)
        .hasMessageContainingAll("point 1", "class 7");
    assertThatThrownBy(() -> Plot.scatter("Iris", x, x, new int[2], List.of("a")))
        .isInstanceOf(PlotException.class);
  }

  @Test
  void contoursWithLevelsOverDecadesHaveLogarithmicColours() {
    Range side = Range.of(-1, 1);
    HeatMap wide = (HeatMap) only(Plot.contours("f", (x, y) -> x, side, side, 0.1, 1, 1000));
    HeatMap narrow = (HeatMap) only(Plot.contours("f", (x, y) -> x, side, side, 1, 2, 3));
    assertThat(wide.colorScale()).isEqualTo(Scale.LOG);
    assertThat(narrow.colorScale()).isEqualTo(Scale.LINEAR);
  }

  @Test
  void levelsOfOneRatioHaveLogarithmicColoursUnlessAnotherScaleIsChosen() {
    Range side = Range.of(-1, 1);
    HeatMap map = HeatMap.ofFunction(Text.of("f"), (x, y) -> x, side, side);
    HeatMap doubled = map.withContours(Values.of(1, 2, 4, 8));
    assertThat(doubled.colorScale()).isEqualTo(Scale.LOG);
    assertThat(doubled.withColors(ColorMap.MAGMA, Scale.LINEAR).colorScale())
        .isEqualTo(Scale.LINEAR);
    assertThat(map.withContours(Values.of(1, 2, 3, 4)).colorScale()).isEqualTo(Scale.LINEAR);
    assertThat(map.withContours(Values.of(-1, 1, 1000)).colorScale()).isEqualTo(Scale.LINEAR);
    assertThat(map.withContours(Values.of(5, 5, 5)).colorScale()).isEqualTo(Scale.LINEAR);
    assertThat(map.withContours(Values.of(1, 2)).colorScale()).isEqualTo(Scale.LINEAR);
  }

  @Test
  void wrongPredictionsAreRedAndNameTheTruth() {
    Picture picture = Picture.grey(1, 1, (byte) 0);
    Figure figure =
        Plot.predictions(
            "Test",
            2,
            List.of(picture, picture),
            new int[] {0, 1},
            new int[] {0, 0},
            List.of("cat", "dog"));
    ImageGrid grid = (ImageGrid) only(figure);
    assertThat(grid.tiles().get(0).caption().english()).isEqualTo("cat");
    assertThat(grid.tiles().get(0).color()).isEqualTo(Palette.GREEN.color());
    assertThat(grid.tiles().get(1).caption().english()).contains("dog").contains("cat");
    assertThat(grid.tiles().get(1).color()).isEqualTo(Palette.VERMILION.color());
  }

  @Test
  void theRestMakesThePanelItsNameSays() {
    assertThat(only(Plot.bars("b", List.of("x"), 1))).isInstanceOf(BarChart.class);
    assertThat(only(Plot.heatMap("h", new double[][] {{1}}))).isInstanceOf(HeatMap.class);
    assertThat(only(Plot.images("i", 1, List.of(), List.of()))).isInstanceOf(ImageGrid.class);
    assertThat(only(Plot.confusion("c", new int[][] {{1}}, List.of("x"))))
        .isInstanceOf(ConfusionChart.class);
    assertThat(only(Plot.scatter("s", new double[1], new double[1])))
        .isInstanceOf(ScatterChart.class);
  }
}
