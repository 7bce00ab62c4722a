package gradus.course.gpt;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.course.Chapter;
import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.Recording;
import gradus.course.Reproduction;
import gradus.io.FileException;
import java.nio.file.Path;
import java.util.List;
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
    Reproduction here = here();
    Chapter chapter =
        Brown.chapters().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    chapter.work().in(here);
    return here.measurements();
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
}
