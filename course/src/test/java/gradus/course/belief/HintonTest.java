package gradus.course.belief;

import static gradus.course.MilestoneSize.FULL;
import static gradus.course.MilestoneSize.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Chapter;
import gradus.course.Kept;
import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.NumberTable;
import gradus.course.Recording;
import gradus.course.Reproduction;
import gradus.course.Tried;
import gradus.course.digits.OnMnist;
import gradus.io.FileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HintonTest {
  @TempDir private Path folder;

  @BeforeEach
  void digitsAreThere() {
    OnMnist.assumeThere();
  }

  /// With noise instead of the ends of chains all four fail. What is asserted besides is what the
  /// lesson tells.
  @Test
  void whatMustComeOutDoes() throws FileException {
    List<Measurement> all = new ArrayList<>();
    for (Chapter chapter : Hinton.chapters()) {
      Reproduction here = new Reproduction(new Recording(), MilestoneSize.TEST, 42, folder);
      chapter.work().in(here);
      all.addAll(here.measurements());
    }
    assertThat(all)
        .extracting(Measurement::name)
        .containsExactly("reconstruction", "labels-100", "dreams", "error");
    assertThat(all).allMatch(Measurement::holds);
    assertThat(all.get(0).value()).isEqualTo(0.356, within(0.03));
    assertThat(all.get(1).value()).isEqualTo(5.3, within(4.0));
    assertThat(all.get(2).value()).isEqualTo(0.75, within(0.15));
    assertThat(all.get(3).value()).isEqualTo(0.157, within(0.03));
  }

  @Test
  void whatWasKeptIsWhatTheLessonTells() {
    assertThat(Kept.last("2006", NORMAL).measurements()).hasSize(5).allMatch(Measurement::holds);
    Kept.assertTold("2006", NORMAL, "reconstruction", "6.3 %", "15.7 %");
    Kept.assertTold("2006", NORMAL, "labels-600", "19.97", "10.85 %");
    Kept.assertTold("2006", NORMAL, "labels-6000", "7.44", "4.83 %");
    Kept.assertTold("2006", NORMAL, "dreams", "91.8 %", "78 %");
    Kept.assertTold("2006", NORMAL, "error", "1.23 %");
    assertThat(Kept.last("2006", FULL).measurements()).hasSize(6).allMatch(Measurement::holds);
    Kept.assertTold("2006", FULL, "reconstruction", "4.6 %", "11.4 %");
    Kept.assertTold("2006", FULL, "labels-60000", "3.46", "2.31 %");
    Kept.assertTold("2006", FULL, "dreams", "92.1 %", "60 %");
    Kept.assertTold("2006", FULL, "error", "1.11 %");
  }

  private static double number(NumberTable numbers, int row) {
    return Double.parseDouble(numbers.rows().get(row).get(1).english());
  }

  @Test
  void aMachineLearnsToGiveBackDigitsThatItHasNotSeen() {
    Recording shown = Tried.with("boltzmann", "passes=10");
    NumberTable numbers = shown.tables().get("numbers");
    assertThat(number(numbers, 1)).isEqualTo(0.031, within(0.002));
    assertThat(number(numbers, 2)).isEqualTo(0.073, within(0.0005));
    assertThat(shown.figures()).containsKeys("digits", "units", "errors");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate=2 passes=2 pictures=300",
        "rate=0.0001 passes=1 pictures=100",
        "rate=2 persistent=true steps=10 hidden=200 passes=1 pictures=300",
        "hidden=2 passes=2 pictures=300"
      })
  void whatItLearnsNothingByIsTold(String settings) {
    Recording shown = Tried.with("boltzmann", settings);
    assertThat(shown.tables().get("numbers").rows())
        .allSatisfy(row -> assertThat(row.get(1).english()).doesNotContain("NaN", "Inf"));
    assertThat(shown.sentences()).isNotEmpty();
  }
}
