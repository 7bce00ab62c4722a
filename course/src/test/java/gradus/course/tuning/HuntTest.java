package gradus.course.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.Recording;
import gradus.search.TrialRecord;
import gradus.search.Trials;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HuntTest {
  private static Trials trials(Map<String, String> settings) {
    return ((Hunt) Course.experiment("hunt").of(settings)).search(_ -> {});
  }

  /// What the lesson says of 25 trials.
  @Test
  void chanceBeatsTheGrid() {
    Trials grid = trials(Map.of("method", "grid"));
    Trials random = trials(Map.of());

    assertThat(
            grid.all().stream()
                .map(one -> one.configuration().number("rate"))
                .collect(Collectors.toSet()))
        .hasSize(1);
    assertThat(grid.best().value()).isGreaterThan(0.6);
    assertThat(random.best().value()).isCloseTo(0.427, within(0.01));
  }

  @Test
  void stoppingWeakTrialsSavesEpochsAndKeepsTheBest() {
    Trials whole = trials(Map.of());
    Trials pruned = trials(Map.of("pruning", "true"));

    assertThat(pruned.best().value()).isEqualTo(whole.best().value());
    assertThat(pruned.count(TrialRecord.State.STOPPED)).isBetween(8, 20);
    assertThat(epochs(pruned)).isLessThan(epochs(whole) * 7 / 10);
  }

  private static int epochs(Trials trials) {
    return trials.all().stream().mapToInt(one -> one.reports().size()).sum();
  }

  @Test
  void showsTheSearch() {
    Recording recording =
        Recording.of(Course.experiment("hunt").of(Map.of("trials", "10", "method", "tpe")));

    assertThat(recording.figures()).containsKeys("history", "curves");
    assertThat(recording.tables().get("best").rows()).hasSize(5);
    assertThat(recording.sentences()).hasSize(1);
  }
}
