package gradus.course.gpt;

import static gradus.course.MilestoneSize.FULL;
import static gradus.course.MilestoneSize.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrownTest {
  @TempDir private Path folder;

  private Reproduction here() {
    return new Reproduction(new Recording(), MilestoneSize.TEST, 7, folder);
  }

  private List<Measurement> carriedOut(String name) throws FileException {
    return Tried.chapter(Brown.chapters(), name, here());
  }

  @Test
  void functionsAreLearnedFromPrompts() throws FileException {
    assertThat(carriedOut("functions")).hasSize(2).allMatch(Measurement::holds);
    assertThat(carriedOut("beyond")).hasSize(1).allMatch(Measurement::holds);
  }

  private List<Measurement> trained(boolean causal, int steps, boolean exchanged)
      throws FileException {
    Reproduction here = here();
    FunctionReader.Size size = new FunctionReader.Size(32, 2, 2, causal);
    InContext.learn(here, InContext.prompts(here), size, steps, 64, 5e-3, exchanged);
    return here.measurements();
  }

  /// Where each input stands before the answer to another one, there is nothing to learn.
  @Test
  void withAnswersExchangedNothingIsLearned() throws FileException {
    Measurement error = trained(true, 120, true).getFirst();
    assertThat(error.holds()).isFalse();
    assertThat(error.value()).isGreaterThan(2.5);
  }

  @Test
  void withoutTheMaskItIsSeenToLookAhead() throws FileException {
    Measurement ahead = trained(false, 20, false).getLast();
    assertThat(ahead.name()).isEqualTo("ahead");
    assertThat(ahead.holds()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "sizes", "pytorch"})
  void whatMustComeOutOfATextDoes(String chapter) throws FileException {
    OnSherlockHolmes.assumeThere();
    assertThat(carriedOut(chapter)).hasSize(1).allMatch(Measurement::holds);
  }

  @Test
  void whatWasKeptIsWhatTheLessonTells() {
    assertThat(Kept.last("2020", NORMAL).measurements()).hasSize(8).allMatch(Measurement::holds);
    Map<String, String> told = Kept.told("2020", NORMAL);
    assertThat(told.get("in-context"))
        .startsWith("1.1673: 0.5891 beside 0.5046")
        .contains("0.3476 beside 0.2615", "3.1719");
    assertThat(told.get("beyond")).startsWith("11.7537");
    assertThat(told.get("text")).startsWith("1.78").contains("3.08, 2.41 and 1.92");
    assertThat(told.get("context")).contains("1.97, then 1.78");
    assertThat(told.get("exponent")).startsWith("0.030, from 0.011 to 0.049").contains("2.1 %");
    assertThat(told.get("floor")).contains("from -0.162 to 0.473");
    assertThat(told.get("pytorch")).contains("2.3934 beside 2.3934");
  }

  @Test
  void soIsWhatWasKeptOfTheFullSize() {
    assertThat(Kept.last("2020", FULL).measurements()).hasSize(8).allMatch(Measurement::holds);
    Kept.assertTold("2020", FULL, "in-context", "1.04", "0.524");
    assertThat(Kept.told("2020", FULL).get("in-context"))
        .contains("0.5244 beside 0.5038", "0.2738 beside 0.2543");
    Kept.assertTold("2020", FULL, "beyond", "6.0");
    Kept.assertTold("2020", FULL, "text", "1.43");
    Kept.assertTold("2020", FULL, "context", "1.72", "1.41");
    Kept.assertTold("2020", FULL, "exponent", "0.084", "0.054", "0.114", "5.7 %");
    Kept.assertTold("2020", FULL, "floor", "0.052", "0.664");
  }
}
