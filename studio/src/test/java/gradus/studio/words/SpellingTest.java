package gradus.studio.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
  @Test
  void countsSlips() {
    assertThat(Spelling.distance("mnist", "mnist")).isZero();
    assertThat(Spelling.distance("minst", "mnist")).isEqualTo(1);
    assertThat(Spelling.distance("mnst", "mnist")).isEqualTo(1);
    assertThat(Spelling.distance("", "ab")).isEqualTo(2);
  }

  @Test
  void guessesOnlyWhereItIsAlike() {
    assertThat(Spelling.closest("ADMA", List.of("sgd", "adam"))).contains("adam");
    assertThat(Spelling.closest("nothing", List.of("sgd", "adam"))).isEmpty();
    assertThat(Spelling.closest("x", List.of())).isEmpty();
  }
}
