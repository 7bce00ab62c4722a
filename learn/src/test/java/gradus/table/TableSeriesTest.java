package gradus.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.DataException;
import gradus.io.Json;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableSeriesTest {
  private static final double NONE = Double.NaN;

  /// Two series of two channels, one a step longer, their rows in no order.
  private static Table steps() {
    return Table.of(
        new Column.Categories("id", List.of("a", "b"), new int[] {1, 0, 1, 0, 1}),
        new Column.Numbers("t", new double[] {3, 2, 1, 1, 2}),
        new Column.Numbers("x", new double[] {30, 2, 10, 1, 20}),
        new Column.Numbers("y", new double[] {-3, -2, -1, NONE, -2}),
        new Column.Categories("kind", List.of("up", "down"), new int[] {0, 1, 0, 1, 0}));
  }

  private static double[] numbers(Table table, String column) {
    return ((Column.Numbers) table.column(column)).values();
  }

  @Test
  void putsEachSeriesIntoARow() {
    Table series = steps().withSeries("id", "t", List.of("x", "y"), List.of("kind"));
    assertThat(series.names())
        .containsExactly("id", "kind", "x(1)", "y(1)", "x(2)", "y(2)", "x(3)", "y(3)");
    assertThat(series.rows()).isEqualTo(2);
    assertThat(series.column("id").text(0)).isEqualTo("b");
    assertThat(series.column("kind").text(0)).isEqualTo("up");
    assertThat(series.column("kind").text(1)).isEqualTo("down");
    assertThat(numbers(series, "x(1)")).containsExactly(10, 1);
    assertThat(numbers(series, "x(3)")).containsExactly(30, NONE);
    assertThat(numbers(series, "y(1)")).containsExactly(-1, NONE);
    assertThat(numbers(series, "y(2)")).containsExactly(-2, -2);
  }

  @Test
  void keepsEveryValueOfGeneratedSeries() {
    var random = new Random(4);
    for (int round = 0; round < 100; round++) {
      int series = 1 + random.nextInt(6);
      int steps = 1 + random.nextInt(9);
      int[] order = IntStream.range(0, series * steps).toArray();
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int other = order[i];
        order[i] = order[j];
        order[j] = other;
      }
      Table table =
          Table.of(
                  new Column.Numbers(
                      "id", IntStream.of(order).map(i -> i / steps).asDoubleStream().toArray()),
                  new Column.Numbers(
                      "t", IntStream.of(order).mapToDouble(i -> i % steps).toArray()),
                  new Column.Numbers("x", IntStream.of(order).asDoubleStream().toArray()))
              .withSeries("id", "t", List.of("x"), List.of());
      double[] ids = numbers(table, "id");
      assertThat(ids).hasSize(series).doesNotHaveDuplicates();
      for (int step = 0; step < steps; step++) {
        double[] values = numbers(table, "x(" + (step + 1) + ")");
        for (int row = 0; row < series; row++) {
          assertThat(values[row]).isEqualTo(ids[row] * steps + step);
        }
      }
    }
  }

  /// The means and deviations are NumPy's: `x[:, ::2].mean(), x[:, ::2].std()`.
  @Test
  void standardisesAllStepsOfAChannelTogether() {
    Table table =
        Table.of(
            new Column.Numbers("a(1)", new double[] {1, 2, 3, 4}),
            new Column.Numbers("b(1)", new double[] {10, 10, 30, 30}),
            new Column.Numbers("a(2)", new double[] {5, 6, NONE, 9}),
            new Column.Numbers("b(2)", new double[] {50, 50, 50, 90}),
            new Column.Categories("kind", List.of("u", "v"), new int[] {0, 1, 0, 1}));
    TableEncoder encoder = TableEncoder.fitSeries(table, "kind", 2);
    double meanA = 30 / 7.0;
    double deviationA = 2.4907993963089566;
    assertThat(encoder.features()).containsExactly("a(1)", "b(1)", "a(2)", "b(2)");
    Encoding.Scaled first = (Encoding.Scaled) encoder.encodings().get(0);
    Encoding.Scaled later = (Encoding.Scaled) encoder.encodings().get(2);
    assertThat(first.mean()).isEqualTo(meanA, within(1e-12));
    assertThat(first.deviation()).isEqualTo(deviationA, within(1e-12));
    assertThat(later.mean()).isEqualTo(first.mean());
    assertThat(later.deviation()).isEqualTo(first.deviation());
    assertThat(((Encoding.Scaled) encoder.encodings().get(1)).mean()).isEqualTo(40);
    float[] inputs = encoder.inputs(table).toFloats();
    assertThat(inputs[0]).isEqualTo((float) ((1 - meanA) / deviationA));
    // What is missing is as the mean.
    assertThat(inputs[2 * 4 + 2]).isZero();
    assertThat(TableEncoder.fromJson(Json.parse(Json.compact(encoder.toJson())).cursor("e")))
        .isEqualTo(encoder);
  }

  @Test
  void saysWhatIsWrong() {
    Table steps = steps();
    assertThatThrownBy(() -> steps.withSeries("id", "t", List.of("kind"), List.of()))
        .isInstanceOf(DataException.class)
        .hasMessage("series: column \"kind\" holds no numbers, but in row 1 \"up\"; leave it out");
    assertThatThrownBy(() -> steps.withSeries("id", "t", List.of("x"), List.of("y")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("\"y\" must have one value for each series, but for \"b\" it has");
    Table nameless =
        steps.with(new Column.Categories("id", List.of("a"), new int[] {0, -1, 0, 0, 0}));
    assertThatThrownBy(() -> nameless.withSeries("id", "t", List.of("x"), List.of()))
        .hasMessageContaining("row 2 has no value in \"id\"");
    int rows = 10_001;
    Table longest =
        Table.of(
            new Column.Numbers("id", new double[rows]),
            new Column.Numbers("t", IntStream.range(0, rows).asDoubleStream().toArray()));
    assertThatThrownBy(() -> longest.withSeries("id", "t", List.of("t"), List.of()))
        .hasMessageContaining("the longest has 10001 steps");
    Table wide = steps.withSeries("id", "t", List.of("x", "y"), List.of("kind")).without("id");
    assertThatThrownBy(() -> TableEncoder.fitSeries(wide, "kind", 4))
        .hasMessage("series: 6 columns cannot be steps of 4 values each");
    Table constant =
        Table.of(
            new Column.Numbers("a", new double[] {2, 2}),
            new Column.Numbers("b", new double[] {2, 2}),
            new Column.Categories("kind", List.of("u", "v"), new int[] {0, 1}));
    assertThatThrownBy(() -> TableEncoder.fitSeries(constant, "kind", 1))
        .hasMessageContaining("no column besides \"kind\" says anything");
  }
}
