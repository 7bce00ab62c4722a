package gradus.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.ArgumentException;
import org.junit.jupiter.api.Test;

class NoiseScheduleTest {
  private static void assertSame(NoiseSchedule schedule, String name) {
    double[] betas = Reference.of(name + "/betas").toDoubles();
    double[] alphaBars = Reference.of(name + "/alphaBars").toDoubles();
    assertThat(schedule.steps()).isEqualTo(betas.length);
    for (int t = 1; t <= betas.length; t++) {
      assertThat(schedule.beta(t)).isEqualTo(betas[t - 1], within(1e-12));
      assertThat(schedule.alphaBar(t)).isEqualTo(alphaBars[t], within(1e-12));
    }
    assertThat(schedule.alphaBar(0)).isEqualTo(1);
  }

  @Test
  void schedulesAreWhatNumpySays() {
    assertSame(NoiseSchedule.linear(1000), "linear");
    assertSame(NoiseSchedule.cosine(1000), "cosine");
  }

  @Test
  void fewerStepsAddAboutAsMuchNoise() {
    assertThat(NoiseSchedule.linear(100).alphaBar(100)).isLessThan(1e-4);
    assertThat(NoiseSchedule.linear(2).beta(2)).isEqualTo(0.999);
    assertThat(NoiseSchedule.cosine(10).alphaBar(5)).isEqualTo(0.4938, within(1e-3));
  }

  @Test
  void mixesDataAndNoiseOfVarianceOne() {
    NoiseSchedule.Mixture at = NoiseSchedule.cosine(20).mixture(7);
    assertThat(at.data() * at.data() + at.noise() * at.noise()).isEqualTo(1, within(1e-12));
  }

  @Test
  void refusesBetasThatAreNoShares() {
    assertThatThrownBy(() -> NoiseSchedule.of(0.1, 1)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> NoiseSchedule.of()).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> NoiseSchedule.linear(3, 0, 0.1)).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> NoiseSchedule.cosine(0)).isInstanceOf(ArgumentException.class);
  }
}
