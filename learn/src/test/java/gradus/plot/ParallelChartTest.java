package gradus.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParallelChartTest {
  private static ParallelChart chart(double[][] lines, double... measured) {
    return new ParallelChart(
        Text.of("Trials"),
        List.of(
            new ParallelChart.Upright(Axis.log("rate"), List.of()),
            new ParallelChart.Upright(Axis.of("kind"), List.of(Text.of("one"), Text.of("two"))),
            new ParallelChart.Upright(Axis.of("units"), List.of())),
        Grid.of(lines),
        Values.of(measured),
        Text.of("loss"),
        ParallelChart.Shades.SMALL_IS_DARK,
        null);
  }

  private static long lines(Figure figure) {
    return figure.toSvg().lines().filter(line -> line.contains("<polyline")).count();
  }

  @Test
  void namesItsAxesAndCategories() {
    String svg = Figure.of(chart(new double[][] {{0.1, 0, 3}, {0.01, 1, 9}}, 1, 2)).toSvg();
    assertThat(svg).contains("rate", "kind", "units", "one", "two", "loss").doesNotContain("NaN");
  }

  @Test
  void leavesAGapWhereAValueIsMissing() {
    long whole = lines(Figure.of(chart(new double[][] {{0.1, 0, 3}, {0.01, 1, 9}}, 1, 2)));
    long part = lines(Figure.of(chart(new double[][] {{0.1, 0, 3}, {0.01, Double.NaN, 9}}, 1, 2)));
    assertThat(part).isEqualTo(whole - 1);
  }

  @Test
  void theBestIsTheDarkest() {
    assertThat(ParallelChart.Shades.SMALL_IS_DARK.at(0).luminance())
        .isLessThan(ParallelChart.Shades.SMALL_IS_DARK.at(1).luminance());
    assertThat(ParallelChart.Shades.LARGE_IS_DARK.at(1))
        .isEqualTo(ParallelChart.Shades.SMALL_IS_DARK.at(0));
    assertThat(ParallelChart.Shades.LARGE_IS_DARK.at(-7))
        .isEqualTo(ParallelChart.Shades.LARGE_IS_DARK.at(0));
  }

  @Test
  void refusesGridsThatDoNotFit() {
    assertThatThrownBy(() -> chart(new double[][] {{1, 2}}, 1))
        .isInstanceOf(PlotException.class)
        .hasMessage(
            "parallel chart \"Trials\": 3 axes and 1 measurements need a grid of 1 rows and 3"
                + " columns, not 1 and 2");
  }
}
