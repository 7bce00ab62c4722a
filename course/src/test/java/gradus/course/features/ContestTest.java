package gradus.course.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.Recording;
import gradus.course.digits.OnMnist;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// On MNIST itself, which is not fetched for a test.
class ContestTest {
  private static final List<String> FEATURES =
      List.of("ink", "symmetry", "holes", "crossings", "profiles", "directions");

  @BeforeEach
  void isThere() {
    OnMnist.assumeThere();
  }

  private static Recording run(Map<String, String> settings) {
    return Recording.of(Course.experiment("contest").of(settings));
  }

  private static double cell(Recording recording, int row, int column) {
    return Double.parseDouble(
        recording.tables().get("results").rows().get(row).get(column).english());
  }

  private static double byHand(String... on) {
    Map<String, String> settings = new LinkedHashMap<>();
    FEATURES.forEach(name -> settings.put(name, Boolean.toString(List.of(on).contains(name))));
    return cell(run(settings), 0, 5);
  }

  /// What the lesson says of each number of images and units: all three ways.
  @ParameterizedTest
  @CsvSource({
    "2000, 64, 0.892, 0.877, 0.8935",
    "10000, 64, 0.9095, 0.904, 0.944",
    "10000, 256, 0.9095, 0.904, 0.9575",
    "2000, 4, 0.892, 0.877, 0.774",
    "100, 64, 0.6765, 0.636, 0.6605",
  })
  void thoughtsAndDataCountAsTheLessonSays(
      int samples, int units, double byHand, double flat, double learned) {
    Recording recording = run(Map.of("samples", "" + samples, "units", "" + units));
    assertThat(cell(recording, 0, 5)).isCloseTo(byHand, within(0.01));
    assertThat(cell(recording, 1, 5)).isCloseTo(flat, within(0.01));
    assertThat(cell(recording, 2, 5)).isCloseTo(learned, within(0.01));
    assertThat(cell(recording, 0, 2)).isEqualTo(350);
    assertThat(cell(recording, 1, 2)).isEqualTo(7850);
    assertThat(cell(recording, 2, 2)).isEqualTo(785 * units + units * 10 + 10);
  }

  @Test
  void eachFeatureIsWorthWhatTheLessonSays() {
    assertThat(byHand("ink")).isCloseTo(0.217, within(0.01));
    assertThat(byHand("holes")).isCloseTo(0.2415, within(0.01));
    assertThat(byHand("ink", "symmetry", "holes", "crossings", "directions"))
        .isCloseTo(0.7585, within(0.01));
    assertThat(byHand("ink", "symmetry", "holes", "crossings", "profiles"))
        .isCloseTo(0.8585, within(0.01));
    assertThat(byHand("symmetry", "holes", "crossings", "profiles", "directions"))
        .isCloseTo(0.8885, within(0.01));
    assertThat(byHand()).isCloseTo(0.1075, within(0.01));
  }

  @Test
  void itShowsFeaturesFiltersAndAccuracies() {
    Recording recording = run(Map.of());
    assertThat(recording.figures().keySet())
        .containsExactlyInAnyOrder("features", "accuracy", "filters");
    assertThat(run(Map.of()).tables()).isEqualTo(recording.tables());
  }
}
