package gradus.course.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.Recording;
import gradus.optim.Adagrad;
import gradus.optim.Adam;
import gradus.optim.Optimizer;
import gradus.optim.RmsProp;
import gradus.optim.Sgd;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RaceTest {
  private static Descent descend(Optimizer rule, int steps) {
    return Descent.of(Surface.ROSENBROCK, rule, -1.5, 2.5, steps);
  }

  /// The tutorial's settings, whose numbers are known.
  @Test
  void withTheTutorialsRatesTwoOverflow() {
    assertThat(descend(Sgd.of(0.01), 100).overflow()).isBetween(1, 8);
    assertThat(descend(Sgd.momentum(0.01, 0.9), 100).overflow()).isBetween(1, 8);
    assertThat(descend(Adam.of(0.01), 100).end()).isCloseTo(6.41, within(0.01));
    assertThat(descend(RmsProp.of(0.01).withRho(0.9), 100).overflow()).isZero();
    assertThat(descend(Adagrad.of(0.1), 100).overflow()).isZero();
  }

  /// Settings that do arrive, with the heights that NumPy finds.
  @Test
  void withSmallerRatesTheyArrive() {
    assertThat(descend(Sgd.of(0.001), 20_000).end()).isCloseTo(3.5e-8, within(0.1e-8));
    assertThat(descend(Sgd.momentum(0.001, 0.9), 5000).end()).isBetween(2.6e-19, 2.8e-19);
    assertThat(descend(Adam.of(0.01), 5000).end()).isBetween(8.4e-18, 8.6e-18);
  }

  /// `[[1200 x^2 - 400 y + 2, -400 x], [-400 x, 200]]` at (-1.5, 2.5).
  @Test
  void theCurvatureIsTheLargestEigenvalueOfTheHessian() {
    double xx = 1200 * 2.25 - 1000 + 2;
    double largest = (xx + 200) / 2 + Math.sqrt(Math.pow((xx - 200) / 2, 2) + 600 * 600);
    assertThat(Surface.ROSENBROCK.curvature(-1.5, 2.5)).isCloseTo(largest, within(1e-9));
    assertThat(Surface.BOWL.curvature(1, 1)).isCloseTo(100, within(1e-9));
  }

  @Test
  void everySurfaceIsLeastWhereItIsSaidToBe() {
    assertThat(Surface.ROSENBROCK.at(1, 1)).isZero();
    assertThat(Surface.BOWL.at(0, 0)).isZero();
    assertThat(Surface.FOUR_VALLEYS.at(3, 2)).isZero();
    assertThat(Surface.PLAIN.at(3, 0.5)).isZero();
  }

  @Test
  void theRaceSaysWhoOverflowsAndWhy() {
    Recording recording = Recording.of(Course.experiment("race").initial());
    assertThat(recording.sentences()).hasSize(2);
    assertThat(recording.sentences().getFirst().english())
        .contains("SGD overflows in step")
        .contains("below 2 / 1912 = 0.0010");
    assertThat(recording.tables().get("results").rows()).hasSize(5);
    assertThat(recording.figures().keySet()).containsExactly("paths", "heights");
    Recording calm =
        Recording.of(Course.experiment("race").of(Map.of("sgd", "0.001", "momentum", "0.001")));
    assertThat(calm.sentences()).isEmpty();
  }
}
