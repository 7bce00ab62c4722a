package gradus.course.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.nn.Initializers;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.Pass;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Objective;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdversariesTest {
  private static Model linear(int inputs, double weight) {
    return Model.of(
        Shape.of(inputs),
        Layers.seed(1),
        Layers.dense(1).withWeight(Initializers.constant(weight)));
  }

  private static double loss(Objective objective, Tensor real) {
    return Pass.training(
        RandomKey.of(3), () -> objective.of(List.of(real), List.of()).loss().item());
  }

  /// A discriminator `w x` has the slope w everywhere, so that the penalty is `gamma/2 w²`.
  @Test
  void thePenaltyIsTheSquareOfTheSlope() {
    Model generator = linear(1, 1);
    Model discriminator = linear(1, 0.5);
    Tensor real = Tensor.of(new float[][] {{1}, {-2}, {0.5f}});
    double without = loss(new Adversaries(generator, discriminator, 0).telling(), real);
    double with = loss(new Adversaries(generator, discriminator, 3).telling(), real);
    assertThat(with - without).isEqualTo(3 / 2.0 * 0.25, within(1e-6));
  }

  /// One that says 0 to everything knows nothing: log 4, and log 2 for the generator.
  @Test
  void ofNoOpinionTheLossesAreKnown() {
    Adversaries two = new Adversaries(linear(1, 1), linear(1, 0), 0);
    Tensor real = Tensor.of(new float[][] {{1}, {-2}});
    assertThat(loss(two.telling(), real)).isEqualTo(Math.log(4), within(1e-6));
    assertThat(loss(two.deceiving(), real)).isEqualTo(Math.log(2), within(1e-6));
  }

  @Test
  void mixturesHaveTheirPointsWhereTheySay() {
    Tensor points = Mixture.RING.draw(RandomKey.of(1), 4000);
    Coverage all = Coverage.of(points, Mixture.RING);
    // Of a normal distribution in the plane, 1 - exp(-9/2) is within three deviations.
    assertThat(all.near()).isEqualTo(1 - Math.exp(-4.5), within(0.006));
    assertThat(all.found()).isEqualTo(8);
    assertThat(all.least()).isBetween(0.1, 0.125);
    assertThat(all.isComplete()).isTrue();
    assertThat(Coverage.of(Mixture.GRID.draw(RandomKey.of(1), 4000), Mixture.GRID).found())
        .isEqualTo(25);
    assertThat(Mixture.PAIR.density(1.5)).isEqualTo(1 / Math.sqrt(2 * Math.PI), within(1e-6));
  }

  @Test
  void coverageCountsHeaps() {
    Coverage one =
        Coverage.of(
            Tensor.of(new float[][] {{2, 0}, {2.2f, 0.2f}, {2.4f, 0}, {0, 0}}), Mixture.RING);
    assertThat(one.near()).isEqualTo(0.5);
    assertThat(one.found()).isEqualTo(1);
    assertThat(one.least()).isZero();
    assertThat(one.isComplete()).isFalse();
  }

  /// Values of `scipy.stats.multivariate_normal`, and the same of scikit-learn's `KernelDensity`.
  @Test
  void parzenWindowsAreWhatScipySays() {
    Tensor samples = Tensor.of(new float[][] {{0, 0}, {1, 0.5f}, {-0.5f, 2}});
    Tensor points = Tensor.of(new float[][] {{0.2f, 0.1f}, {3, -1}, {0, 1}});
    ParzenWindow.Estimate narrow = new ParzenWindow(samples, 0.3).logLikelihood(points);
    assertThat(narrow.mean()).isEqualTo(-13.90706696123449, within(1e-4));
    assertThat(narrow.error()).isEqualTo(10.76475149488963, within(1e-4));
    ParzenWindow.Estimate wide = new ParzenWindow(samples, 1).logLikelihood(points);
    assertThat(wide.mean()).isEqualTo(-3.5669442165486807, within(1e-5));
    assertThat(wide.error()).isEqualTo(1.1758080704031648, within(1e-5));
    assertThat(ParzenWindow.of(samples, points, 0.3, 1).width()).isEqualTo(1);
  }
}
