package gradus.table;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.data.DataException;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnImportanceTest {
  private static final int ROWS = 400;

  private static Column.Numbers numbers(String name, long seed) {
    return new Column.Numbers(name, RandomKey.of(seed).normal(Shape.of(ROWS)).toDoubles());
  }

  /// `answer = 3 much + little`, whatever `none` is.
  private static Table table() {
    Column.Numbers much = numbers("much", 1);
    Column.Numbers little = numbers("little", 2);
    double[] answer =
        IntStream.range(0, ROWS)
            .mapToDouble(row -> 3 * much.values()[row] + little.values()[row])
            .toArray();
    return Table.of(numbers("none", 3), little, much, new Column.Numbers("answer", answer));
  }

  /// A model that answers exactly.
  private static Model exact(TableEncoder encoder) {
    Model model = Model.of(Shape.of(3), seed(1), dense(1));
    Target.Values target = (Target.Values) encoder.target();
    float[] weights = new float[3];
    float[] factors = {0, 1, 3};
    double bias = -target.mean();
    for (int i = 0; i < 3; i++) {
      Encoding.Scaled column = (Encoding.Scaled) encoder.encodings().get(i);
      weights[i] = (float) (factors[i] * column.deviation() / target.deviation());
      bias += factors[i] * column.mean();
    }
    model.load(
        Map.of(
            "0.weight",
            Tensor.of(Shape.of(3, 1), weights),
            "0.bias",
            Tensor.of(Shape.of(1), new float[] {(float) (bias / target.deviation())})));
    return model;
  }

  @Test
  void isTwiceTheShareOfTheVarianceThatAColumnExplains() {
    Table table = table();
    TableEncoder encoder = TableEncoder.fit(table, "answer");
    List<ColumnImportance> all =
        ColumnImportance.of(exact(encoder), encoder, table, Losses::mse, 20, 7);
    assertThat(all).extracting(ColumnImportance::column).containsExactly("much", "little", "none");
    // Exchanged values differ from the right ones by twice the variance: 2 * 9 / 10 and 2 * 1 / 10.
    assertThat(all.get(0).increase()).isBetween(1.6, 2.0);
    assertThat(all.get(1).increase()).isBetween(0.16, 0.24);
    assertThat(all.get(2).increase()).isZero();
    assertThat(all.get(0).deviation()).isBetween(0.01, 0.3);
    assertThat(ColumnImportance.of(exact(encoder), encoder, table, Losses::mse, 20, 7))
        .isEqualTo(all);
    assertThat(ColumnImportance.of(exact(encoder), encoder, table, Losses::mse, 20, 8))
        .isNotEqualTo(all);
  }

  @Test
  void needsSomethingToExchange() {
    Table table = table();
    TableEncoder encoder = TableEncoder.fit(table, "answer");
    Model model = exact(encoder);
    assertThatThrownBy(() -> ColumnImportance.of(model, encoder, table.rows(0), Losses::mse, 5, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("two rows");
    assertThatThrownBy(() -> ColumnImportance.of(model, encoder, table, Losses::mse, 0, 1))
        .isInstanceOf(DataException.class);
  }
}
