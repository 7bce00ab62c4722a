package gradus.course.regularisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.Recording;
import gradus.tensor.RandomKey;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PassesTest {
  private static Recording run(Map<String, String> settings) {
    return Recording.of(Course.experiment("passes").of(settings));
  }

  private static double cell(Recording recording, int row, int column) {
    return Double.parseDouble(
        recording.tables().get("numbers").rows().get(row).get(column).english());
  }

  @Test
  void dropoutDoublesWhatItKeepsOfTheTutorialsNumbers() {
    boolean dropped = false;
    boolean kept = false;
    for (int seed = 0; seed < 20; seed++) {
      float[] outputs = Passes.drop(0.5, RandomKey.of(seed)).toFloats();
      for (int i = 0; i < 6; i++) {
        assertThat(outputs[i]).isIn(0f, 2f * (i + 1));
        dropped |= outputs[i] == 0;
        kept |= outputs[i] > 0;
      }
    }
    assertThat(dropped && kept).isTrue();
  }

  @Test
  void withoutARateNothingIsDropped() {
    assertThat(Passes.drop(0, RandomKey.of(1)).toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  /// The variance of the mean of `n` passes is `x^2 p / (1 - p) / n`.
  @Test
  void theMeanOfPassesApproachesTheActivations() {
    assertThat(run(Map.of("passes", "10")).sentences().getFirst().english()).contains("40.0 %");
    assertThat(run(Map.of("passes", "500")).sentences().getFirst().english()).contains("4.0 %");
  }

  /// Running statistics begin at 0: after `n` passes they expect `(1 - 0.9^n)` of the mean.
  @Test
  void theRunningMeanComesLate() {
    Recording early = run(Map.of("passes", "10"));
    assertThat(early.sentences().getLast().english()).contains("which is now 2.624");
    assertThat(2.624).isCloseTo(4 * (1 - Math.pow(0.9, 10)), within(0.2));
    Recording late = run(Map.of());
    assertThat(late.sentences().getLast().english()).contains("which is now 3.950");
    assertThat(cell(late, 1, 1)).isCloseTo(0, within(1e-5));
    assertThat(cell(late, 1, 2)).isCloseTo(1, within(1e-4));
    assertThat(cell(late, 2, 1)).isNotCloseTo(0, within(0.01));
    assertThat(late.figures().keySet()).containsExactly("dropout", "histograms", "running");
    assertThat(run(Map.of()).tables()).isEqualTo(late.tables());
  }
}
