package gradus.course.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.Recording;
import gradus.course.digits.OnMnist;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// On MNIST itself, which is not fetched for a test.
class FewTest {
  @BeforeEach
  void isThere() {
    OnMnist.assumeThere();
  }

  private static double cell(Recording recording, int row) {
    return Double.parseDouble(recording.tables().get("results").rows().get(row).get(4).english());
  }

  /// What the lesson says: the accuracy as they are, and changed.
  @ParameterizedTest
  @CsvSource({
    "gentle, 1, 100, 40, 0.726, 0.785",
    "flip, 1, 100, 40, 0.726, 0.691",
    "rotation, 1, 100, 40, 0.726, 0.814",
    "gentle, 3, 100, 40, 0.726, 0.712",
    "gentle, 1, 500, 40, 0.891, 0.943",
  })
  void changesHelpOrHarm(
      String change, String strength, int samples, int epochs, double plain, double changed) {
    Recording recording =
        Recording.of(
            Course.experiment("few-images")
                .of(
                    Map.of(
                        "change",
                        change,
                        "strength",
                        strength,
                        "samples",
                        "" + samples,
                        "epochs",
                        "" + epochs)));
    assertThat(cell(recording, 0)).isCloseTo(plain, within(0.015));
    assertThat(cell(recording, 1)).isCloseTo(changed, within(0.015));
    assertThat(recording.figures().keySet()).containsExactly("changed", "accuracy");
  }

  @Test
  void aFlippedFiveIsTakenForAThreeAndNoTurnedDigitForAnother() {
    Recording flipped = Recording.of(Course.experiment("label-safety").initial());
    assertThat(flipped.tables().get("confusions").rows())
        .anySatisfy(row -> {
          assertThat(row.get(0).english()).isEqualTo("5");
          assertThat(row.get(1).english()).isEqualTo("3");
        });
    assertThat(flipped.sentences().getFirst().english()).contains("95.1 %", "90.9 %", "20.5 %");
    Recording turned =
        Recording.of(Course.experiment("label-safety").of(Map.of("change", "rotation")));
    assertThat(turned.tables().get("confusions").rows()).isEmpty();
  }
}
