package gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.DType;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepperTest {

  /// `(1 - x)^2 + 100 (y - x^2)^2`
  private static Tensor rosenbrock(Tensor point) {
    Tensor x = point.select(0, 0);
    Tensor y = point.select(0, 1);
    return x.subtractedFrom(1).square().plus(y.minus(x.square()).square().times(100));
  }

  private static double race(Optimizer optimizer, int steps) {
    Stepper stepper = Stepper.of(optimizer);
    Tensor point = Tensor.ofDoubles(-1.5, 2.5);
    for (int step = 0; step < steps; step++) {
      Tensor x = point.tracked();
      List<Tensor> gradients = rosenbrock(x).gradients(List.of(x));
      point = stepper.step(List.of(point), gradients).getFirst();
    }
    return rosenbrock(point).item();
  }

  @Test
  void finishesTheRaceOnRosenbrocksFunction() {
    assertThat(race(Sgd.of(0.001), 20_000)).isCloseTo(3.5e-8, within(0.05e-8));
    assertThat(race(Sgd.momentum(0.001, 0.9), 5000)).isCloseTo(2.7e-19, within(0.3e-19));
    assertThat(race(Adam.of(0.01), 5000)).isCloseTo(8.5e-18, within(0.3e-18));
  }

  @Test
  void stopsAfter100StepsWhereTheTutorialsAdamDoes() {
    assertThat(race(Adam.of(0.01), 100)).isCloseTo(6.41, within(0.005));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "momentum"})
  void detectsDivergence(String name) {
    assertThatThrownBy(() -> race(Optimizers.of(name, 0.01), 100))
        .isInstanceOfSatisfying(
            DivergenceException.class, diverged -> assertThat(diverged.step()).isBetween(1L, 10L))
        .hasMessageContainingAll("learning rate", "0.01");
  }

  @Test
  void keepsItsStateWhereAStepDiverges() {
    Stepper stepper = Stepper.of(Adam.of(0.1));
    List<Tensor> parameters = List.of(Tensor.of(1, 2));
    stepper.step(parameters, List.of(Tensor.of(1, 1)));
    Stepper.State before = stepper.state();

    assertThatThrownBy(() -> stepper.step(parameters, List.of(Tensor.of(1, Float.NaN))))
        .isInstanceOf(DivergenceException.class);

    assertThat(stepper.state()).isSameAs(before);
  }

  @Test
  void namesItsSlots() {
    Stepper stepper = Stepper.of(Adam.of(0.1));

    stepper.step(List.of(Tensor.of(1, 2), Tensor.of(3)), List.of(Tensor.of(1, 1), Tensor.of(2)));

    assertThat(stepper.state().slots())
        .containsOnlyKeys("mean/0", "square/0", "mean/1", "square/1");
  }

  @Test
  void refusesGradientsThatDoNotFit() {
    Stepper stepper = Stepper.of(Sgd.momentum(0.1, 0.9));
    Tensor p = Tensor.of(1, 2);

    assertThatThrownBy(() -> stepper.step(List.of(p), List.of()))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> stepper.step(List.of(p), List.of(Tensor.of(1, 2, 3))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("[2]", "[3]");
    assertThatThrownBy(() -> stepper.step(List.of(p), List.of(p.cast(DType.FLOAT64))))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> stepper.step(List.of(p), List.of(p), Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesParametersThatItsStateDoesNotKnow() {
    Stepper stepper = Stepper.of(Sgd.momentum(0.1, 0.9));
    Tensor p = Tensor.of(1, 2);
    stepper.step(List.of(p), List.of(p));
    Tensor other = Tensor.of(1, 2, 3);

    assertThatThrownBy(() -> stepper.step(List.of(p, p), List.of(p, p)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("velocity/1");
    assertThatThrownBy(() -> stepper.step(List.of(other), List.of(other)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("velocity");
  }

  @ParameterizedTest
  @CsvSource({"adm,adam", "rmsprob,rmsprop", "AdamWW,adamw", "sdg,sgd", "nestrov,nesterov"})
  void proposesTheNearestName(String wrong, String right) {
    assertThatThrownBy(() -> Optimizers.of(wrong, 0.1))
        .isInstanceOf(UnknownOptimizerException.class)
        .hasMessageContaining("did you mean \"" + right + "\"?");
  }

  @Test
  void proposesNothingForANameLikeNoOther() {
    assertThatThrownBy(() -> Optimizers.of("conjugateGradients", 0.1))
        .isInstanceOf(UnknownOptimizerException.class)
        .hasMessageNotContaining("did you mean")
        .hasMessageContaining("adagrad");
  }

  @Test
  void findsOptimizersByNameWhateverTheCase() {
    assertThat(Optimizers.of("AdamW", 0.01)).isEqualTo(Adam.decoupled(0.01));
    assertThat(Optimizers.of("Nesterov", 0.01)).isEqualTo(Sgd.nesterov(0.01, 0.9));
    assertThat(Optimizers.names()).hasSize(12);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesLearningRatesThatMakeNoSense(double rate) {
    for (String name : Optimizers.names()) {
      assertThatThrownBy(() -> Optimizers.of(name, rate))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("learning rate");
    }
  }

  @Test
  void changesTheLearningRateAlone() {
    for (String name : Optimizers.names()) {
      Optimizer changed = Optimizers.of(name, 0.1).withLearningRate(0.2);

      assertThat(changed).isEqualTo(Optimizers.of(name, 0.2));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"large", "small"})
  void clipsGradientsAsPyTorchDoes(String name) {
    Map<String, Tensor> expected = References.read("clipping");
    List<Tensor> before = clipped(expected, name + "/before/");

    near(GradientClip.byNorm(1.5).apply(before), clipped(expected, name + "/norm/"));
    near(GradientClip.byValue(0.5).apply(before), clipped(expected, name + "/value/"));
  }

  private static List<Tensor> clipped(Map<String, Tensor> tensors, String prefix) {
    return List.of(
        Objects.requireNonNull(tensors.get(prefix + 0)),
        Objects.requireNonNull(tensors.get(prefix + 1)),
        Objects.requireNonNull(tensors.get(prefix + 2)));
  }

  private static void near(List<Tensor> actual, List<Tensor> expected) {
    for (int i = 0; i < expected.size(); i++) {
      double[] got = actual.get(i).toDoubles();
      double[] wanted = expected.get(i).toDoubles();
      assertThat(got).containsExactly(wanted, within(1e-6));
    }
  }
}
