package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.data.Dataset;
import gradus.io.Cells;
import gradus.loss.Losses;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A history's table.
class HistoryTextTest {

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    var history =
        new History(
            List.of(epoch(1, 0.5, 1e-3), epoch(10, 123456.0, 2e-5), epoch(11, Double.NaN, 0)));

    assertThat(history.toString())
        .isEqualTo(
            """
            epoch       loss  learningRate
                1     0.5000      0.001000
               10  1.235e+05     2.000e-05
               11        NaN         0.000\
            """);
  }

  @Test
  void namesOfDoubleWidthAreAlignedAndManyColumnsAreParted() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("准确率", 0.5);
    for (int i = 0; i < 12; i++) {
      values.put("another" + i, 1.0);
    }
    List<String> lines =
        new History(List.of(new History.Epoch(1, values, 1))).toString().lines().toList();

    assertThat(lines).hasSize(5).allMatch(line -> Cells.width(line) <= 80);
    assertThat(lines.get(0)).startsWith("epoch  准确率  another0");
    assertThat(lines.get(1)).startsWith("    1  0.5000     1.000");
    assertThat(lines.get(2)).isEmpty();
    assertThat(lines.get(3)).startsWith("epoch  another").endsWith("another11");
  }

  @Test
  void progressIsATableWithALineForEachEpoch() {
    List<String> lines = new ArrayList<>();
    Callback progress = Callbacks.progress(lines::add);
    var model = Model.of(Shape.of(2), Seed.of(1), Layers.dense(2));
    var data =
        Dataset.of(Tensor.of(Shape.of(8, 2), new float[16]), Tensor.of(Shape.of(8), new int[8]));
    Trainer.of(model, Losses::crossEntropy, Adam.of(1e-3))
        .metrics(Metrics.accuracy())
        .callbacks(progress)
        .fit(data.batch(4), data.batch(4), 10);

    assertThat(lines).hasSize(10);
    List<String> first = lines.getFirst().lines().toList();
    assertThat(first).hasSize(2);
    assertThat(first.getFirst())
        .matches(" {11} +loss +accuracy +valLoss +valAccuracy +learningRate +seconds");
    assertThat(first.get(1)).startsWith("epoch  1/10 ");
    assertThat(lines.getLast()).startsWith("epoch 10/10 ");
    assertThat(lines.stream().flatMap(String::lines))
        .allMatch(line -> line.length() == first.getFirst().length() && line.length() <= 80);
  }

  @Test
  void anEmptyHistoryIsItsFirstHeading() {
    assertThat(History.empty().toString()).isEqualTo("epoch");
  }

  private static History.Epoch epoch(int number, double loss, double rate) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("loss", loss);
    values.put("learningRate", rate);
    return new History.Epoch(number, values, 1);
  }
}
