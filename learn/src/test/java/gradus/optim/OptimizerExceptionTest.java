package gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptimizerExceptionTest {
  private static void refused(Runnable settings, String... words) {
    assertThatThrownBy(settings::run)
        .isInstanceOf(OptimizerException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void isOneTypeForRatesSchedulesLimitsAndGroups() {
    refused(() -> Adam.of(-1), "adam", "-1");
    refused(() -> Sgd.of(0.1).withMomentum(1), "momentum", "1");
    refused(() -> Schedules.step(0, 0.5), "step", "0");
    refused(() -> Schedules.multiStep(0.1, 5, 5), "multiStep", "5");
    refused(() -> Schedules.oneCycle(0.1, 1), "oneCycle");
    refused(() -> ReduceOnPlateau.of().withFactor(1), "reduceOnPlateau");
    refused(() -> GradientClip.byNorm(0), "clip", "0");
    ParameterGroups groups = ParameterGroups.of("weight"::equals, Sgd.of(0.1));
    refused(() -> groups.resolve(List.of("bias")), "bias");
    refused(() -> Optimizers.of("adm", 0.1), "adam");
    assertThat(new OptimizerException("")).isInstanceOf(IllegalArgumentException.class);
  }
}
