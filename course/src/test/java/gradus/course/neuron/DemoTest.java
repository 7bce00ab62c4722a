package gradus.course.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Block;
import gradus.course.Recording;
import gradus.nn.Activation;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DemoTest {
  private static Demo demo(String settings) {
    return (Demo) Block.Action.parse("demo?" + settings).build();
  }

  @Test
  void theAnswerIsTheFunctionOfAllProductsAndTheBias() {
    Demo demo = demo("seed=42");
    var weights = demo.neuron().weights();
    double[] w = weights.get("0.weight").toDoubles();
    double z = weights.get("0.bias").toDoubles()[0] + 0.5 * w[0] - 0.2 * w[1] + 0.8 * w[2];
    assertThat(demo.answer(demo.neuron())).isCloseTo(1 / (1 + Math.exp(-z)), within(1e-6));
    Demo tanh = demo("activation=tanh");
    assertThat(tanh.answer(tanh.neuron())).isCloseTo(Math.tanh(z), within(1e-6));
    assertThat(Recording.of(demo).sentences().getFirst().english())
        .isEqualTo("The sum z is -0.0477, and the neuron answers 0.4881.");
  }

  /// The variance of a sum of independent normal numbers is the sum of theirs: with 0.1 each, `0.01
  /// (0.25 + 0.04 + 0.64 + 1)`.
  @Test
  void theSumsDeviateAsTheFormulaSays() {
    double expected = 0.1 * Math.sqrt(1.93);
    double[] sums = demo("seed=42").sums();
    assertThat(Demo.deviationOf(sums)).isCloseTo(expected, within(0.004));
    // The deviation of an estimate from 1,000 draws is sigma / sqrt(2000).
    for (int seed = 0; seed < 20; seed++) {
      assertThat(Demo.deviationOf(demo("seed=" + seed).sums()))
          .isCloseTo(expected, within(4 * expected / Math.sqrt(2000)));
    }
    assertThat(Recording.of(demo("seed=42")).sentences().getLast().english())
        .endsWith("z has a deviation of 0.1410; the formula says 0.1389.");
  }

  @Test
  void whatTheLessonSaysOfLargeWeightsIsSo() {
    double[] small = demo("seed=42").sums();
    double[] large = demo("deviation=10").sums();
    assertThat(Arrays.stream(small).filter(z -> Math.abs(z) < 0.4055).count()).isGreaterThan(990);
    long certain = Arrays.stream(large).filter(z -> Math.abs(z) > 4.595).count();
    assertThat(certain).isBetween(700L, 780L);
  }

  @Test
  void anUnknownFunctionIsAClearError() {
    assertThatThrownBy(() -> Activation.of("sigmiod")).hasMessageContaining("did you mean");
    assertThatThrownBy(() -> demo("activation=sigmiod"))
        .hasMessage("activation: must be one of sigmoid, relu, tanh, linear, got \"sigmiod\"");
  }

  @Test
  void theSameSettingsShowTheSame() {
    assertThat(Recording.of(demo("seed=42")).figures())
        .isEqualTo(Recording.of(demo("seed=42")).figures())
        .containsOnlyKeys("parts", "spread");
    assertThat(demo("seed=1").sums()).isNotEqualTo(demo("seed=2").sums());
  }
}
