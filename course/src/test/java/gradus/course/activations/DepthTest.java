package gradus.course.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.Recording;
import org.junit.jupiter.api.Test;

class DepthTest {
  private static Depth.Passage pass(Function function, int layers, double gain) {
    return new Depth(layers, 128, gain, 1).pass(function);
  }

  private static double kept(Function function, double gain) {
    return Depth.kept(pass(function, 10, gain));
  }

  private static double gradient(Function function, int layers, double gain) {
    return pass(function, layers, gain).gradient()[0];
  }

  private static double signal(Function function, int layers, double gain) {
    return pass(function, layers, gain).signal()[layers];
  }

  /// What wide layers keep on average: `gain sqrt(E f'(z)^2)`, integrated with NumPy from layer to
  /// layer. For ReLU that is `gain / sqrt(2)`, for linear layers the gain.
  @Test
  void layersKeepOfGradientsWhatTheoryOfWideLayersSays() {
    assertThat(kept(Function.SIGMOID, 1)).isCloseTo(0.2334, within(0.004));
    assertThat(kept(Function.SIGMOID, 1.414)).isCloseTo(0.3124, within(0.006));
    assertThat(kept(Function.TANH, 1)).isCloseTo(0.8763, within(0.01));
    assertThat(kept(Function.TANH, 1.414)).isCloseTo(1.0080, within(0.01));
    assertThat(kept(Function.RELU, 1)).isCloseTo(Math.sqrt(0.5), within(0.01));
    assertThat(kept(Function.RELU, 1.414)).isCloseTo(1, within(0.01));
    assertThat(kept(Function.LINEAR, 1)).isCloseTo(1, within(0.01));
  }

  @Test
  void whatTheLessonSaysOfTenLayersIsSo() {
    assertThat(gradient(Function.SIGMOID, 10, 1)).isCloseTo(4.6e-7, within(0.1e-7));
    assertThat(signal(Function.SIGMOID, 10, 1)).isCloseTo(4.3e-7, within(0.1e-7));
    assertThat(gradient(Function.RELU, 10, 1)).isCloseTo(0.030, within(0.001));
    assertThat(gradient(Function.TANH, 10, 1)).isCloseTo(0.29, within(0.01));
    assertThat(gradient(Function.GELU, 10, 1)).isCloseTo(0.0023, within(0.0001));
    assertThat(gradient(Function.RELU, 10, 1.414)).isCloseTo(0.97, within(0.01));
    assertThat(gradient(Function.SIGMOID, 10, 1.414)).isCloseTo(8.3e-6, within(0.1e-6));
    assertThat(gradient(Function.LINEAR, 10, 1.414)).isCloseTo(32, within(0.5));
    assertThat(gradient(Function.TANH, 10, 3)).isCloseTo(21.5, within(0.1));
    assertThat(signal(Function.TANH, 10, 3)).isCloseTo(0.83, within(0.01));
    assertThat(gradient(Function.RELU, 10, 3)).isCloseTo(1787, within(1.0));
    assertThat(gradient(Function.RELU, 50, 1.414)).isCloseTo(0.44, within(0.01));
    assertThat(gradient(Function.SIGMOID, 50, 1.414)).isLessThan(1e-24);
  }

  @Test
  void theSameSettingsShowTheSame() {
    Recording one = Recording.of(Course.experiment("depth").initial());
    Recording two = Recording.of(Course.experiment("depth").initial());
    assertThat(one.figures()).isEqualTo(two.figures());
    assertThat(one.tables()).isEqualTo(two.tables());
    assertThat(one.figures().keySet()).containsExactly("signal", "gradient");
    assertThat(one.tables().get("left").rows()).hasSize(9);
    assertThat(one.sentences()).hasSize(2);
    assertThat(new Depth(10, 128, 1, 2).pass(Function.RELU).gradient())
        .isNotEqualTo(pass(Function.RELU, 10, 1).gradient());
  }
}
