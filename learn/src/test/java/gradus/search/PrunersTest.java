package gradus.search;

import static gradus.search.Space.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.search.TrialRecord.State;
import gradus.tensor.ArgumentException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrunersTest {
  private static final Space LINE = Space.of(uniform("x", 0, 1));

  /// Made by `scripts/reference/pruning_samples.py`.
  static Stream<JsonCursor> cases() throws IOException {
    try (InputStream in = PrunersTest.class.getResourceAsStream("pruning.json")) {
      byte[] text = Objects.requireNonNull(in).readAllBytes();
      return Json.parse(text).cursor("pruning").member("cases").elements().stream();
    }
  }

  private static Pruner pruner(String name) {
    return switch (name) {
      case "median" -> MedianPruner.of();
      case "median 8 4" -> MedianPruner.of().withStartup(8).withWarmup(4);
      case "halving 1 4" -> SuccessiveHalving.of();
      case "halving 2 3" -> SuccessiveHalving.of().withFirst(2).withFactor(3);
      case "hyperband 1 16 2" -> Hyperband.of(16).withFactor(2);
      case "hyperband 1 20 3" -> Hyperband.of(20);
      default -> throw new AssertionError(name);
    };
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decidesAsOptunaDoes(JsonCursor sample) {
    List<JsonCursor> curves = sample.member("trials").elements();
    boolean smaller = sample.member("aim").text().equals("smaller");
    List<Integer> stopped = new ArrayList<>();
    Trials trials =
        (smaller ? Study.minimize(LINE) : Study.maximize(LINE))
            .sampler(RandomSearch.of(1))
            .pruner(pruner(sample.member("pruner").text()))
            .run(
                curves.size(),
                trial -> {
                  List<JsonCursor> values = curves.get(trial.id() - 1).member("values").elements();
                  for (int step = 1; step <= values.size(); step++) {
                    JsonCursor value = values.get(step - 1);
                    trial.report(step, value.isNull() ? Double.NaN : value.number());
                    if (trial.shouldStop()) {
                      stopped.add(step);
                      return 0;
                    }
                  }
                  stopped.add(0);
                  return 0;
                });
    assertThat(stopped)
        .isEqualTo(curves.stream().map(curve -> curve.member("stopped").integer()).toList())
        .contains(0)
        .anyMatch(step -> step > 0);
    assertThat(trials.count(State.STOPPED))
        .isEqualTo((int) stopped.stream().filter(step -> step > 0).count());
  }

  @Test
  void aStoppedTrialKeepsItsLastReportWhateverItReturns() {
    Trials trials =
        Study.minimize(LINE)
            .pruner((_, trial) -> trial.reports().size() == 2)
            .run(
                1,
                trial -> {
                  for (int step = 1; !trial.shouldStop(); step++) {
                    trial.report(step, 10.0 * step);
                  }
                  return -1;
                });
    TrialRecord stopped = trials.all().getFirst();
    assertThat(stopped.state()).isEqualTo(State.STOPPED);
    assertThat(stopped.value()).isEqualTo(20);
    assertThat(stopped.reports()).hasSize(2);
  }

  @Test
  void withoutReportsNothingIsStopped() {
    assertThat(
            Study.minimize(LINE)
                .pruner((_, _) -> true)
                .run(3, trial -> trial.shouldStop() ? 1 : 0)
                .count(State.FINISHED))
        .isEqualTo(3);
  }

  @Test
  void stepsMustGrow() {
    Trials trials =
        Study.minimize(LINE)
            .run(
                2,
                trial -> {
                  trial.report(trial.id() - 1, 1);
                  trial.report(1, 1);
                  return 0;
                });
    assertThat(trials.all())
        .extracting(TrialRecord::message)
        .containsExactly(
            "trial.report: steps are counted from 1 and grow, got 0 after 0",
            "trial.report: steps are counted from 1 and grow, got 1 after 1");
  }

  @Test
  void hyperbandGivesEachBracketItsShare() {
    Hyperband pruner = Hyperband.of(27);
    assertThat(pruner.brackets()).isEqualTo(4);
    int[] counts = new int[4];
    for (int id = 1; id <= 5300; id++) {
      counts[pruner.bracket(id)]++;
    }
    // 4 * 27 / 4 = 27, ceil(4 * 9 / 3) = 12, 6 and 4 of 49.
    assertThat(counts[0] / 5300.0).isBetween(0.52, 0.58);
    assertThat(counts[3] / 5300.0).isBetween(0.06, 0.10);
  }

  @Test
  void samplersLearnFromStoppedTrials() {
    // All that is worth anything is at the left, and the right half is stopped.
    Trials trials =
        Study.minimize(LINE)
            .sampler(Tpe.of(2).withStartup(8))
            .pruner((_, trial) -> trial.configuration().number("x") > 0.3)
            .run(
                40,
                trial -> {
                  trial.report(1, 1);
                  return trial.shouldStop() ? 1 : trial.number("x");
                });
    assertThat(
            trials.all().stream().skip(20).filter(trial -> trial.state() == State.STOPPED).count())
        .isLessThan(8);
  }

  @Test
  void refusesSettingsThatMeanNothing() {
    assertThatThrownBy(() -> SuccessiveHalving.of().withFactor(1))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("at least 2, got 1");
    assertThatThrownBy(() -> Hyperband.of(0)).hasMessageContaining("got 1 and 0");
    assertThatThrownBy(() -> MedianPruner.of().withStartup(0)).hasMessageContaining("got 0");
  }
}
