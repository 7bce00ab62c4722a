package gradus.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SynonymsTest {
  @Test
  void answersWithTheOthersOfAllGroups() {
    Synonyms synonyms =
        Synonyms.ofGroups(
            "mine", List.of("good", "fine", "great"), List.of("fine", "thin"), List.of("alone"));
    assertThat(synonyms.name()).isEqualTo("mine");
    assertThat(synonyms.synonyms("good")).containsExactly("fine", "great");
    assertThat(synonyms.synonyms("Fine")).containsExactly("good", "great", "thin");
    assertThat(synonyms.synonyms("alone")).isEmpty();
    assertThat(synonyms.synonyms("unknown")).isEmpty();
  }

  @Test
  void isTheSecondPartOfALexicon() {
    Lexicon lexicon =
        Lexicon.of(Segmenter.letters(), Synonyms.ofGroups("mine", List.of("好看", "漂亮")));
    assertThat(lexicon.name()).isEqualTo("letters, mine");
    assertThat(lexicon.synonyms("好看")).containsExactly("漂亮");
    assertThat(lexicon.pieces("好看")).containsExactly("好", "看");
  }
}
