package gradus.course.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Block;
import gradus.course.Recording;
import gradus.course.plane.Samples;
import gradus.plot.HeatMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeuronTest {
  private static final Samples FOUR =
      new Samples(
          new double[] {0.5, -0.75, 0.25, -0.5},
          new double[] {-0.25, 0.5, 0.125, -0.5},
          new int[] {1, 0, 1, 0});

  private static Recording run(String settings) {
    return Recording.of(Block.Action.parse("neuron?" + settings).build());
  }

  private static double result(Recording recording, int column) {
    return Double.parseDouble(
        recording.tables().get("results").rows().getFirst().get(column).english());
  }

  private static double loss(String settings) {
    return result(run(settings), 3);
  }

  private static double right(String settings) {
    return result(run(settings), 4);
  }

  /// Three steps of gradient descent at a rate of 0.5 in PyTorch 2.13: weights, bias, loss.
  private static double[] ofPyTorch(Response response) {
    return switch (response) {
      case SIGMOID -> new double[] {0.80520738, -0.95754338, 0.18365867, 0.52635401};
      case RELU -> new double[] {0.84053636, -0.77805030, 0.42219448, 0.09259200};
      case TANH -> new double[] {1.22077788, -0.63697615, 0.04833632, 0.31292503};
      case LINEAR -> new double[] {0.63520932, -0.59373796, 0.55061626, 0.11592656};
    };
  }

  @ParameterizedTest
  @EnumSource
  void itLearnsAsInPyTorch(Response response) {
    Weights weights = Weights.of(0.5, -1, 0.25);
    for (int step = 0; step < 3; step++) {
      weights = weights.step(response, FOUR, 0.5);
    }
    double[] found = {weights.w1(), weights.w2(), weights.b(), weights.loss()};
    assertThat(found).containsExactly(ofPyTorch(response), within(1e-8));
  }

  /// For cross-entropy of a sigmoid: the mean of `(a - y) x`.
  @Test
  void theGradientIsTheMistakeTimesTheInput() {
    Weights before = Weights.of(0.5, -1, 0.25);
    Weights after = before.step(Response.SIGMOID, FOUR, 1);
    double[] answers = before.answers(Response.SIGMOID, FOUR);
    double first = 0;
    double bias = 0;
    for (int i = 0; i < FOUR.size(); i++) {
      first += (answers[i] - FOUR.labels()[i]) * FOUR.x()[i] / FOUR.size();
      bias += (answers[i] - FOUR.labels()[i]) / FOUR.size();
    }
    assertThat(before.w1() - after.w1()).isCloseTo(first, within(1e-12));
    assertThat(before.b() - after.b()).isCloseTo(bias, within(1e-12));
  }

  @Test
  void theTermsAddUp() {
    Terms terms = Weights.of(-2, 2, 1).terms(Response.TANH, 0.5, 0.25);
    assertThat(terms).isEqualTo(new Terms(-1, 0.5, 0.5, Math.tanh(0.5)));
    List<String> values =
        run("learn=false").tables().get("arithmetic").rows().stream()
            .map(row -> row.get(2).english())
            .toList();
    assertThat(values).containsExactly("0.7652", "-0.3728", "1", "1.3924", "0.8010", "0", "1.6143");
  }

  @Test
  void whatTheLessonSaysOfLearningIsSo() {
    assertThat(loss("learn=false")).isEqualTo(0.9676);
    assertThat(right("learn=false")).isEqualTo(47);
    assertThat(right("learn=false&w1=1")).isEqualTo(78);
    assertThat(right("learn=false&w1=1&b=0")).isEqualTo(100);
    assertThat(loss("seed=1")).isEqualTo(0.1046);
    assertThat(right("seed=1")).isEqualTo(100);
    assertThat(loss("steps=1000")).isEqualTo(0.0185);
    assertThat(right("pattern=and")).isEqualTo(98);
    assertThat(right("pattern=or")).isEqualTo(97);
    assertThat(right("pattern=xor&steps=1000")).isEqualTo(53);
    assertThat(loss("pattern=xor&steps=1000")).isEqualTo(0.6904);
    assertThat(result(run("activation=relu&b=-5"), 2)).isEqualTo(-5);
    assertThat(loss("activation=relu&b=-5")).isEqualTo(0.5);
    assertThat(right("activation=relu")).isEqualTo(100);
  }

  /// The squared error at four corners 0.5 away from both axes curves by `2 * 1` along the bias and
  /// `2 * 0.25` along each weight, so steps are stable below a rate of 2 / 2.
  @Test
  void theLargestRateIsTwoOverTheCurvature() {
    String corners = "activation=linear&pattern=and&noise=0&steps=1000&rate=";
    assertThat(run(corners + "0.99").sentences().getFirst().english()).contains("After 1000 steps");
    assertThat(run(corners + "1.01").sentences().getFirst().english())
        .contains("the rate 1.0100 is too large");
    assertThat(run(corners + "1.1").sentences().getFirst().english()).startsWith("In step 43 ");
    // What least squares find: w = (1/2, 1/2), b = 1/4, and a loss of 1/16.
    Recording steady = run(corners + "0.9");
    assertThat(result(steady, 0)).isEqualTo(0.5);
    assertThat(result(steady, 2)).isEqualTo(0.25);
    assertThat(result(steady, 3)).isEqualTo(0.0625);
  }

  @Test
  void theSameSettingsShowTheSame() {
    Recording one = run("seed=1");
    Recording two = run("seed=1");
    assertThat(one.figures()).isEqualTo(two.figures()).containsOnlyKeys("plane", "terms", "loss");
    assertThat(one.tables()).isEqualTo(two.tables());
    assertThat(run("seed=2").tables()).isNotEqualTo(one.tables());
    HeatMap map = (HeatMap) one.figures().get("plane").panels().getFirst();
    Samples samples = ((Neuron) Block.Action.parse("neuron").build()).samples();
    assertThat(map.points().get(2).x().get(0)).isEqualTo(samples.x()[0]);
  }
}
