package gradus.course.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.Recording;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeekingTest {
  /// The mean of all candidates is their skill, whoever is chosen.
  @Test
  void allCandidatesAreEquallyGood() {
    Peeking peeking = (Peeking) Course.experiment("peeking").of(Map.of("questions", "1000"));

    double mean = Arrays.stream(peeking.shares(3)).average().orElseThrow();

    // The standard error is sqrt(0.8 * 0.2 / 100,000) = 0.0013.
    assertThat(mean).isCloseTo(0.8, within(0.006));
  }

  @Test
  void theChosenOneSeemsBetterThanItIs() {
    Recording recording = Recording.of(Course.experiment("peeking").initial());

    assertThat(recording.tables().get("verdict").rows().get(0).get(1).english())
        .isEqualTo("95.0 %");
    assertThat(recording.tables().get("verdict").rows().get(1).get(1).english())
        .isEqualTo("79.0 %");
    assertThat(recording.figures()).containsOnlyKeys("chosen");
  }
}
