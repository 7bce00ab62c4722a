package gradus.course.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.Recording;
import gradus.plot.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeekingTest {
  private static Peeking peeking(Map<String, String> settings) {
    return (Peeking) Course.experiment("peeking").of(settings);
  }

  private static List<List<String>> verdict(Map<String, String> settings) {
    return Recording.of(peeking(settings)).tables().get("verdict").rows().stream()
        .map(row -> row.stream().map(Text::english).toList())
        .toList();
  }

  /// The mean of all candidates is their skill, whoever is chosen.
  @Test
  void allCandidatesAreEquallyGood() {
    double mean =
        Arrays.stream(peeking(Map.of("questions", "1000")).shares(3)).average().orElseThrow();

    // The standard error is sqrt(0.8 * 0.2 / 100,000) = 0.0013.
    assertThat(mean).isCloseTo(0.8, within(0.006));
  }

  @Test
  void theChosenOneSeemsBetterThanItIs() {
    assertThat(verdict(Map.of()))
        .containsExactly(
            List.of("reported: by the test questions, which chose it", "89.0 %", "89.5 %"),
            List.of("by new questions", "81.0 %", "80.2 %"),
            List.of("in truth", "80.0 %", "80.0 %"));
  }

  @Test
  void whatDidNotChooseItTellsTheTruth() {
    Map<String, String> mended = Map.of("choose", "validation");
    Recording recording = Recording.of(peeking(mended));

    assertThat(verdict(mended))
        .containsExactly(
            List.of("by the validation questions, which chose it", "89.0 %", "89.5 %"),
            List.of("reported: by the test questions, asked once", "81.0 %", "80.2 %"),
            List.of("in truth", "80.0 %", "80.0 %"));
    assertThat(recording.figures()).containsOnlyKeys("chosen");
    assertThat(recording.sentences().getFirst().english())
        .contains("what is reported of it is 81.0 %");
  }

  /// The mean of the largest of m binomial shares is 0.8940 for 100, and 0.8596 for ten (in Python,
  /// by exact binomials: `sum(1 - cdf(k) ** m for k in range(100)) / 100`); that of 200 repetitions
  /// has a standard error below 0.002.
  @Test
  void theErrorIsThatOfTheLargestOfMany() {
    assertThat(peeking(Map.of()).mean().chosenBy())
        .isCloseTo(0.8940, within(0.005))
        .isCloseTo(0.895, within(0.0005));
    assertThat(peeking(Map.of("candidates", "10")).mean().chosenBy())
        .isCloseTo(0.8596, within(0.005))
        .isCloseTo(0.86, within(0.0005));
    assertThat(peeking(Map.of("questions", "2000")).mean().chosenBy())
        .isCloseTo(0.822, within(0.0005));
  }
}
