package gradus.course.convolution;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.course.Course;
import gradus.course.Recording;
import gradus.course.digits.OnMnist;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
