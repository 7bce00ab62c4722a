package gradus.course.diffusion;

import static gradus.course.MilestoneSize.FULL;
import static gradus.course.MilestoneSize.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoTest {
  @TempDir private Path folder;

  private List<Measurement> carriedOut(String name) throws FileException {
    Reproduction here = new Reproduction(new Recording(), MilestoneSize.TEST, 7, folder);
    return Tried.chapter(Ho.chapters(), name, here);
  }

  private static Recording tried(String settings) {
    return Tried.with("diffusion-plane", settings);
  }

  private static double number(NumberTable numbers, int row) {
    return Double.parseDouble(numbers.rows().get(row).get(1).english());
  }

  private static double near(String settings) {
    return number(tried(settings).tables().get("numbers"), 0);
  }

  /// With noise in place of the network's answer, or without the time, nothing comes near the data.
  @Test
  void noiseFlowsToThePlanesPoints() throws FileException {
    assertThat(carriedOut("plane")).hasSize(1).allMatch(Measurement::holds);
  }

  @Tag("long")
  @Test
  void aFewStepsMakeDigitsThatWereAskedFor() throws FileException {
    OnMnist.assumeThere();
    assertThat(carriedOut("digits")).hasSize(2).allMatch(Measurement::holds);
    assertThat(carriedOut("steps")).hasSize(1).allMatch(Measurement::holds);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"clothes", "latent"})
  void whatOnlyTheFullSizeMakesWorksInSmall(String chapter) throws FileException {
    OnMnist.assumeThere();
    if (chapter.equals("latent")) {
      carriedOut("digits");
    }
    assertThat(carriedOut(chapter)).hasSize(1).allMatch(Measurement::holds);
  }

  @Test
  void whatWasKeptIsWhatTheLessonTells() {
    assertThat(Kept.last("2022", NORMAL).measurements()).hasSize(4).allMatch(Measurement::holds);
    Kept.assertTold("2022", NORMAL, "guided", "99.7 %", "99.0 %");
    Kept.assertTold("2022", NORMAL, "variety", "12.5 %");
    Kept.assertTold("2022", NORMAL, "distance", "11.6", "4.9");
    Map<String, String> told = Kept.told("2022", NORMAL);
    assertThat(told.get("distance")).startsWith("31.5956 in 50 steps, 43.0621 in 5");
    assertThat(told.get("plane")).startsWith("at least 88.1 %");
    assertThat(told.get("variety")).startsWith("0.3971 at guidance 6");
  }

  @Test
  void soIsWhatWasKeptOfTheFullSize() {
    assertThat(Kept.last("2022", FULL).measurements()).hasSize(7).allMatch(Measurement::holds);
    Kept.assertTold("2022", FULL, "guided", "100.0 %");
    Kept.assertTold("2022", FULL, "variety", "0.52");
    Kept.assertTold("2022", FULL, "distance", "12.3", "4.9");
    Kept.assertTold("2022", FULL, "clothes", "98.1 %", "89.3 %");
    Kept.assertTold("2022", FULL, "latent", "34.8");
    Map<String, String> told = Kept.told("2022", FULL);
    assertThat(told.get("distance")).contains("27.6906 in 5", "adversarial nets 2.0783");
    assertThat(told.get("thousand"))
        .startsWith("DDPM 40.5362, DDIM 39.8967; DDIM in 50 steps 39.8091");
  }

  @Test
  void fewStepsAreTooFewAndManyAreEnough() {
    assertThat(near("sampling=1")).isLessThan(0.05);
    assertThat(near("sampling=5")).isBetween(0.3, 0.45);
    assertThat(near("sampling=25")).isGreaterThan(0.85);
  }

  @Test
  void everySettingIsAnswered() {
    assertThat(near("training=0 sampling=1")).isLessThan(0.3);
    assertThat(tried("training=30 sampling=500 rate=0.1 eta=1 data=spiral").sentences()).hasSize(1);
  }
}
