package gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.tensor.Tensor;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Follows PyTorch's schedulers over 150 steps; see `scripts/reference/optimizer_trajectories.py`.
class SchedulesTest {
  private static final Map<String, Tensor> EXPECTED = References.read("schedules");
  private static final double BASE = 0.1;

  private static Map<String, Schedule> schedules() {
    var all = new LinkedHashMap<String, Schedule>();
    all.put("step", Schedules.step(30, 0.1));
    all.put("multiStep", Schedules.multiStep(0.3, 20, 50, 51, 120));
    all.put("exponential", Schedules.exponential(0.95));
    all.put("polynomial", Schedules.polynomial(100, 2));
    all.put("cosine", Schedules.cosine(1e-3, 149));
    all.put("warmRestarts", Schedules.warmRestarts(1e-3, 40, 1));
    all.put("warmRestartsDoubling", Schedules.warmRestarts(1e-3, 10, 2));
    all.put("cyclic", Schedules.cyclic(1e-3, 0.1, 20));
    all.put("cyclicHalving", Schedules.cyclicHalving(1e-3, 0.1, 20));
    all.put("cyclicExponential", Schedules.cyclicExponential(1e-3, 0.1, 20, 0.99));
    all.put("oneCycle", Schedules.oneCycle(0.1, 150));
    all.put("oneCycleAll", Schedules.oneCycle(0.1, 150, 0.45, 10, 100));
    all.put("linearWarmup", Schedules.linearWarmup(30, 0.2, Schedules.exponential(0.9)));
    return all;
  }

  static Stream<String> names() {
    return schedules().keySet().stream();
  }

  @Test
  void followsEveryStoredSchedule() {
    var stored = new HashSet<>(EXPECTED.keySet());
    stored.removeIf(name -> name.startsWith("plateau/"));

    assertThat(schedules().keySet()).isEqualTo(stored);
  }

  @ParameterizedTest
  @MethodSource("names")
  void followsPyTorch(String name) {
    Schedule schedule = Objects.requireNonNull(schedules().get(name));
    double[] expected = Objects.requireNonNull(EXPECTED.get(name)).toDoubles();

    assertThat(expected).hasSize(150);
    for (int t = 0; t < expected.length; t++) {
      assertThat(schedule.rate(BASE, 7, t))
          .as("%s at %d", name, t)
          .isCloseTo(expected[t], within(1e-9 * BASE));
      assertThat(schedule.byStep().rate(BASE, t, 7)).isEqualTo(schedule.rate(BASE, 0, t));
      assertThat(schedule.byStep().byEpoch().rate(BASE, 7, t)).isEqualTo(schedule.rate(BASE, 0, t));
    }
  }

  @Test
  void drawsTheTutorialsSixSchedules() {
    assertThat(rates(Schedules.constant(), 0, 99)).containsOnly(1e-3);
    assertThat(rates(Schedules.multiStep(0.1, 30, 60), 0, 29, 30, 59, 60, 99))
        .containsExactly(new double[] {1e-3, 1e-3, 1e-4, 1e-4, 1e-5, 1e-5}, within(1e-15));
    assertThat(rates(Schedules.exponentialDecay(0.05), 0, 20, 99))
        .containsExactly(
            new double[] {1e-3, 1e-3 * Math.exp(-1), 1e-3 * Math.exp(-4.95)}, within(1e-15));
    assertThat(rates(Schedules.cosine(1e-4, 1e-2, 50), 0, 25, 50, 51, 99))
        .containsExactly(new double[] {1e-2, 5.05e-3, 1e-4, 1e-4, 1e-4}, within(1e-15));
    assertThat(rates(Schedules.cyclic(1e-4, 1e-2, 10), 0, 5, 10, 15, 20, 30))
        .containsExactly(new double[] {1e-4, 5.05e-3, 1e-2, 5.05e-3, 1e-4, 1e-2}, within(1e-15));
    assertThat(rates(Schedules.warmRestarts(1e-4, 1e-2, 20, 1, 0.5), 0, 10, 20, 40, 60))
        .containsExactly(new double[] {1e-2, 5.05e-3, 5e-3, 2.5e-3, 1.25e-3}, within(1e-15));
  }

  private static double[] rates(Schedule schedule, long... epochs) {
    var rates = new double[epochs.length];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = schedule.rate(1e-3, 12345, epochs[i]);
    }
    return rates;
  }

  @Test
  void staysAtTheEndOfWhatEnds() {
    assertThat(Schedules.oneCycle(0.1, 10).rate(1, 0, 1000)).isCloseTo(4e-7, within(1e-18));
    assertThat(Schedules.polynomial(10, 1).rate(1, 0, 1000)).isZero();
    assertThat(Schedules.cosine(0, 10).rate(1, 0, 1000)).isZero();
    assertThat(Schedules.warmRestarts(0, 1, 2).rate(1, 0, Long.MAX_VALUE / 4)).isBetween(0.0, 1.0);
  }

  @Test
  void peaksAtOnceWhereOneCycleHasNoRoomToRise() {
    assertThat(Schedules.oneCycle(0.1, 2, 0.3, 25, 1e4).rate(1, 0, 0)).isEqualTo(0.1);
  }

  @Test
  void warmsUpInEqualSteps() {
    Schedule schedule = Schedules.linearWarmup(4, Schedules.constant()).byStep();

    for (int step = 0; step < 6; step++) {
      assertThat(schedule.rate(1, step, 0)).isCloseTo(Math.min(1, (step + 1) / 5.0), within(1e-15));
    }
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    refused(() -> Schedules.step(0, 0.1));
    refused(() -> Schedules.step(10, Double.NaN));
    refused(() -> Schedules.multiStep(0.1, 30, 30));
    refused(() -> Schedules.exponential(-1));
    refused(() -> Schedules.cosine(1e-2, 1e-4, 50));
    refused(() -> Schedules.cosine(0, 0));
    refused(() -> Schedules.warmRestarts(0, 10, 0));
    refused(() -> Schedules.warmRestarts(0, 1, 10, 1, 1.5));
    refused(() -> Schedules.cyclic(-1, 1, 10));
    refused(() -> Schedules.oneCycle(0.1, 1));
    refused(() -> Schedules.oneCycle(0.1, 10, 1, 25, 1e4));
    refused(() -> Schedules.linearWarmup(0, Schedules.constant()));
    refused(() -> Schedules.polynomial(10, -1));
    refused(() -> ReduceOnPlateau.of().withFactor(1));
  }

  private static void refused(Runnable settings) {
    assertThatThrownBy(settings::run).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void reducesTheRateOnAPlateau() {
    follow("plateau/default", ReduceOnPlateau.of());
    follow(
        "plateau/all",
        ReduceOnPlateau.of()
            .withFactor(0.5)
            .withPatience(3)
            .withThreshold(0.01)
            .withCooldown(4)
            .withMinimum(1e-3));
  }

  private static void follow(String name, ReduceOnPlateau rule) {
    double[] losses = Objects.requireNonNull(EXPECTED.get("plateau/losses")).toDoubles();
    double[] expected = Objects.requireNonNull(EXPECTED.get(name)).toDoubles();
    ReduceOnPlateau.State state = rule.start(BASE);
    for (int t = 0; t < losses.length; t++) {
      state = rule.next(state, losses[t]);
      assertThat(state.rate()).as("%s at %d", name, t).isCloseTo(expected[t], within(1e-15));
    }
    assertThat(state.rate()).isLessThan(BASE);
  }

  @Test
  void takesNotANumberForNoBetter() {
    ReduceOnPlateau rule = ReduceOnPlateau.of().withPatience(0);
    ReduceOnPlateau.State state = rule.next(rule.start(1), Double.NaN);

    assertThat(state.rate()).isEqualTo(0.1);
    assertThat(state.best()).isInfinite();
  }

  /// The formula of the paper, `size^-0.5 min(s^-0.5, s warmup^-1.5)` with s counted from 1.
  @Test
  void warmsUpAndFallsAsTheInverseRoot() {
    Schedule schedule = Schedules.inverseRoot(4000).byStep();
    double base = 1 / Math.sqrt(512.0 * 4000);
    for (long s : new long[] {1, 2, 3999, 4000, 4001, 100_000}) {
      double paper =
          Math.pow(512, -0.5) * Math.min(Math.pow((double) s, -0.5), s * Math.pow(4000, -1.5));
      assertThat(schedule.rate(base, s - 1, 3)).isEqualTo(paper, within(1e-12));
    }
    assertThatThrownBy(() -> Schedules.inverseRoot(0))
        .isInstanceOf(OptimizerException.class)
        .hasMessageContaining("warmup");
  }
}
