package gradus.course.transformer;

import static gradus.course.MilestoneSize.FULL;
import static gradus.course.MilestoneSize.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Kept;
import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.Recording;
import gradus.course.Reproduction;
import gradus.course.Tried;
import gradus.io.FileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaswaniTest {
  /// One for all tests: what a chapter trained, the next takes.
  @TempDir static Path folder;

  private static List<Measurement> carriedOut(String name) throws FileException {
    Reproduction here = new Reproduction(new Recording(), MilestoneSize.TEST, 42, folder);
    return Tried.chapter(Vaswani.chapters(), name, here);
  }

  /// Without places half is right, and a decoder that sees the future cannot write at all.
  @Test
  void translatesWhatItNeverSaw() throws FileException {
    assertThat(carriedOut("translate"))
        .singleElement()
        .matches(Measurement::holds)
        .satisfies(one -> assertThat(one.value()).isEqualTo(0.99, within(0.06)));
    assertThat(carriedOut("attention")).isEmpty();
    assertThat(carriedOut("beam")).singleElement().matches(Measurement::holds);
    assertThat(carriedOut("longer"))
        .singleElement()
        .matches(Measurement::holds)
        .satisfies(one -> assertThat(one.value()).isZero());
  }

  @Test
  void needsPlacesAndTheMask() throws FileException {
    List<Measurement> both = carriedOut("broken");
    assertThat(both).hasSize(2).allMatch(Measurement::holds);
    assertThat(both.getFirst().value()).isEqualTo(0.5, within(0.2));
    assertThat(both.getLast().value()).isLessThan(0.2);
  }

  @Tag("long")
  @Test
  void isThereSoonerThanAnLstmOfOneVector() throws FileException {
    assertThat(carriedOut("recurrent"))
        .singleElement()
        .matches(Measurement::holds)
        .satisfies(one -> assertThat(one.measured().english()).contains("one vector not reached"));
  }

  @Test
  void whatWasKeptIsWhatTheLessonTells() {
    assertThat(Kept.last("2017", NORMAL).measurements()).hasSize(6).allMatch(Measurement::holds);
    Kept.assertTold("2017", NORMAL, "exact", "99.9 %", "1,200", "99.8 %");
    Kept.assertTold("2017", NORMAL, "steps", "550", "200", "700");
    Kept.assertTold("2017", NORMAL, "longer", "99.5 %");
    Kept.assertTold("2017", NORMAL, "places", "56.0 %");
    Map<String, String> told = Kept.told("2017", NORMAL);
    assertThat(told.get("longer")).startsWith("0.0 %; three digits longer 0.0 %");
    assertThat(told.get("mask")).startsWith("0.0 %, while it tells 100.0 %");
  }

  @Test
  void soIsWhatWasKeptOfTheFullSize() {
    assertThat(Kept.last("2017", FULL).measurements()).hasSize(6).allMatch(Measurement::holds);
    Kept.assertTold("2017", FULL, "exact", "100.0 %", "3,000");
    Kept.assertTold("2017", FULL, "steps", "300", "600", "900");
    Kept.assertTold("2017", FULL, "beam", "-0.1414", "-0.1417");
    Kept.assertTold("2017", FULL, "places", "38.0 %");
    Map<String, String> told = Kept.told("2017", FULL);
    assertThat(told.get("longer"))
        .isEqualTo("0.0 %; three digits longer 0.0 %; as long as in training 100.0 %");
    assertThat(told.get("mask")).startsWith("0.0 %, while it tells 100.0 %");
  }

  @Test
  void curvesAreKeptAsText() {
    Exactness.Curve curve =
        new Exactness.Curve(
            List.of(10.0, 20.0, 30.0), List.of(0.1, 0.96, 0.99), List.of(2.0, 0.5, 0.5));
    assertThat(Exactness.Curve.of(curve.text())).isEqualTo(curve);
    assertThat(curve.reached(0.95)).isEqualTo(20);
    assertThat(curve.reached(1)).isZero();
    assertThat(curve.milliseconds()).isEqualTo(50, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "steps=20 heads=3 layers=2 task=to-english",
        "steps=20 heads=1 task=to-iso",
        "steps=20 mask=false places=false"
      })
  void answersEverySetting(String settings) {
    Recording shown = Tried.with("translate", settings);
    assertThat(shown.figures()).containsKeys("looks", "exactness");
    assertThat(shown.tables().get("samples").rows()).hasSize(6);
    assertThat(shown.sentences()).isNotEmpty();
  }

  @Tag("long")
  @Test
  void theExperimentLearnsWithTheMaskAlone() {
    String told = Tried.with("translate", "").sentences().getLast().english();
    assertThat(Double.parseDouble(told.split(" ", 2)[0])).isEqualTo(98.8, within(5.0));
    assertThat(Tried.with("translate", "mask=false").sentences().getLast().english())
        .contains("reads off the answer");
  }
}
