package gradus.course.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.Recording;
import gradus.course.digits.OnMnist;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureMapsTest {
  private static FeatureMaps with(Map<String, String> settings) {
    return (FeatureMaps) Course.experiment("feature-maps").of(settings);
  }

  @Test
  void kernelsAreFew() {
    assertThat(with(Map.of()).network().parameterCount())
        .isEqualTo(8 * (25 + 1) + (8 * 12 * 12 + 1) * 10);
  }

  @Test
  void kernelsLearnToRead() {
    OnMnist.assumeThere();
    Recording recording = Recording.of(with(Map.of("images", "1000", "epochs", "3")));

    assertThat(recording.figures()).containsOnlyKeys("kernels", "maps");
    String said = recording.sentences().getLast().english();
    double right = Double.parseDouble(said.replaceAll(".*right in ([0-9.]+) %.*", "$1"));
    assertThat(right).isGreaterThan(80);
  }

  /// What the lesson quotes, from five seeds each.
  @Tag("long")
  @ParameterizedTest
  @CsvSource({"1,84.7,87.2,84.7,88.2", "8,93.0,92.9,91.1,93.5", "16,93.4,93.8,93.4,94.3"})
  void whatTheLessonSaysOfManySeedsIsSo(
      int filters, double first, double mean, double least, double most) {
    OnMnist.assumeThere();
    double[] right = new double[5];
    for (int seed = 1; seed <= right.length; seed++) {
      Map<String, String> settings =
          Map.of("filters", String.valueOf(filters), "seed", String.valueOf(seed));
      String said = Recording.of(with(settings)).sentences().getLast().english();
      right[seed - 1] = Double.parseDouble(said.replaceAll(".*right in ([0-9.]+) %.*", "$1"));
    }
    assertThat(right[0]).isEqualTo(first);
    assertThat(Arrays.stream(right).average().orElseThrow()).isCloseTo(mean, within(0.051));
    assertThat(Arrays.stream(right).min().orElseThrow()).isEqualTo(least);
    assertThat(Arrays.stream(right).max().orElseThrow()).isEqualTo(most);
  }
}
