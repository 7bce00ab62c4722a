package gradus.course.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Block;
import gradus.course.Recording;
import gradus.networks.Networks;
import gradus.nn.Layers;
import gradus.nn.RecurrentCell;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class UnrolledTest {
  private static Unrolled unrolled(String settings) {
    return (Unrolled) Block.Action.parse("unrolled?" + settings).build();
  }

  private static double[] gradient(CellKind kind, String settings) {
    return unrolled(settings).pass(kind).gradient();
  }

  private static double first(CellKind kind, String settings) {
    return gradient(kind, settings)[0];
  }

  /// Where all states are 0 the slope of tanh is 1, so each step back multiplies by an orthogonal
  /// matrix and the gain.
  @Test
  void withoutInputsThePlainRnnMultipliesByTheGain() {
    for (double gain : new double[] {0.5, 0.9, 1, 1.1, 2}) {
      double[] gradient = gradient(CellKind.RNN, "input=0&length=40&gain=" + gain);
      for (int step = 0; step < 40; step++) {
        double expected = Math.pow(gain, 39 - step);
        assertThat(gradient[step]).isCloseTo(expected, within(1e-5 * expected));
      }
    }
    assertThat(first(CellKind.RNN, "input=0&gain=0.9")).isCloseTo(0.0057, within(0.0001));
    assertThat(first(CellKind.RNN, "input=0&gain=1.1")).isCloseTo(106.7, within(0.1));
  }

  /// Without state weights the memory alone passes on gradients, by the forget gate, `1 / (1 +
  /// e^-b)`, and the GRU halves them.
  @Test
  void withoutStateWeightsTheGatesAloneDecide() {
    for (double bias : new double[] {0, 1, 4}) {
      double[] gradient = gradient(CellKind.LSTM, "input=0&gain=0&length=30&forget=" + bias);
      double gate = 1 / (1 + Math.exp(-bias));
      for (int step = 0; step < 28; step++) {
        assertThat(gradient[step] / gradient[step + 1]).isCloseTo(gate, within(1e-6));
      }
    }
    double[] gradient = gradient(CellKind.GRU, "input=0&gain=0&length=30");
    for (int step = 0; step < 29; step++) {
      assertThat(gradient[step] / gradient[step + 1]).isCloseTo(0.5, within(1e-6));
    }
  }

  /// `dL/dh_(t-1) = U (dL/dh_t (1 - h_t^2))`, written out.
  @Test
  void gradientsAreTheProductOfAllSlopes() {
    Unrolled settings = unrolled("length=12&units=5&gain=1.3");
    RecurrentCell cell = settings.cell(CellKind.RNN);
    Tensor x = RandomKey.of(1).normal(Shape.of(12, 1, 8)).cast(DType.FLOAT64);
    List<List<Tensor>> states = Unrolled.unroll(cell, x);
    List<Tensor> outputs = states.stream().map(List::getFirst).toList();
    List<Tensor> found = outputs.getLast().sum().gradients(outputs);
    double[] u = cell.stateWeight().value().toDoubles();
    double[] expected = {1, 1, 1, 1, 1};
    for (int step = 11; step > 0; step--) {
      double[] h = outputs.get(step).toDoubles();
      double[] before = new double[5];
      for (int i = 0; i < 5; i++) {
        for (int j = 0; j < 5; j++) {
          before[i] += u[5 * i + j] * expected[j] * (1 - h[j] * h[j]);
        }
      }
      expected = before;
      assertThat(found.get(step - 1).toDoubles()).containsExactly(expected, within(1e-12));
    }
  }

  /// The loop of the lesson is what the library's layer does.
  @Test
  void theLoopIsTheLayer() {
    for (CellKind kind : CellKind.values()) {
      RecurrentCell cell = unrolled("length=9&units=6").cell(kind);
      Tensor x = RandomKey.of(1).normal(Shape.of(9, 2, 8)).cast(DType.FLOAT64);
      Tensor last = Unrolled.unroll(cell, x).getLast().getFirst();
      Tensor layer = cell.apply(x.transpose(1, 0, 2)).select(1, 8);
      assertThat(last.toDoubles()).containsExactly(layer.toDoubles(), within(1e-12));
    }
  }

  @Test
  void whatTheLessonSaysIsSo() {
    assertThat(first(CellKind.RNN, "seed=1")).isCloseTo(6.4e-7, within(0.1e-7));
    assertThat(first(CellKind.LSTM, "seed=1")).isCloseTo(6.6e-4, within(0.5e-4));
    assertThat(first(CellKind.GRU, "seed=1")).isCloseTo(1.1e-8, within(0.1e-8));
    assertThat(first(CellKind.RNN, "gain=3")).isGreaterThan(9e5);
    assertThat(first(CellKind.LSTM, "forget=0")).isCloseTo(3e-9, within(0.1e-9));
    assertThat(first(CellKind.LSTM, "forget=4")).isCloseTo(1.98, within(0.01));
    assertThat(first(CellKind.RNN, "length=200")).isCloseTo(9.8e-28, within(0.1e-28));
    assertThat(first(CellKind.LSTM, "length=200&forget=6")).isCloseTo(4.17, within(0.01));
    assertThat(Networks.tutorialRnn(Layers.seed(1)).parameterCount()).isEqualTo(725);
  }

  @Test
  void theSameSettingsShowTheSame() {
    Recording one = Recording.of(unrolled("cell=lstm"));
    Recording two = Recording.of(unrolled("cell=lstm"));
    assertThat(one.figures()).isEqualTo(two.figures()).containsOnlyKeys("gradient", "states");
    assertThat(one.sentences()).isEqualTo(two.sentences()).hasSize(3);
    assertThat(Objects.requireNonNull(one.tables().get("left")).rows()).hasSize(3);
    assertThat(gradient(CellKind.RNN, "seed=2")).isNotEqualTo(gradient(CellKind.RNN, "seed=1"));
  }
}
