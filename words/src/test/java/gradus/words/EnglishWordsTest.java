package gradus.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Synonyms as WordNet 3.1 has them.
class EnglishWordsTest {
  private static final EnglishWords ENGLISH = EnglishWords.lexicon();

  @ParameterizedTest
  @CsvSource({
    // movie, film, picture, moving picture, ...: phrases are no words.
    "movie, film picture",
    "movies, films pictures",
    "actor, player",
    "waiter, server",
    "waiters, servers",
    "quickly, rapidly speedily",
    "Big, large",
    "big, large",
    "talented, gifted",
    // leap, jump, bound, spring; the third person of each.
    "jumps, leaps bounds springs",
    "stopped, halted",
    "really, truly genuinely",
  })
  void answersInTheFormThatIsAsked(String word, String synonyms) {
    assertThat(ENGLISH.synonyms(word)).contains(synonyms.split(" ", -1)).doesNotContain(word);
  }

  /// What carries a sentence, what is a name, what follows no rule, what is as often one part of
  /// speech as another, and what is no word.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "not", "Not", "never", "the", "I", "don't", "one", "near", "paris", "Paris", "March",
        "london", "ran", "went", "feet", "mice", "bigger", "biggest", "ending", "left", "xyzzy",
        "3.5", "123", "é", "好", "", "-", "😀", "a'b"
      })
  void leavesAloneWhatIsNotSure(String word) {
    assertThat(ENGLISH.synonyms(word)).as(word).isEmpty();
  }

  @Test
  void isAskedByManyThreadsAtOnce() {
    List<String> words = List.of("movies", "quickly", "big", "jumps");
    List<List<String>> answers = words.stream().map(ENGLISH::synonyms).toList();
    assertThat(answers).doesNotContain(List.of());
    IntStream.range(0, 2000)
        .parallel()
        .forEach(i -> assertThat(ENGLISH.synonyms(words.get(i % 4))).isEqualTo(answers.get(i % 4)));
  }

  /// All of the dictionary: synonyms are words of small letters, others than the word, and none
  /// stands there twice.
  @Test
  void answersInWordsOnly() {
    WordNet wordNet = WordNet.load();
    assertThat(wordNet.senses()).hasSizeGreaterThan(60_000);
    int answered = 0;
    for (String word : wordNet.senses().keySet()) {
      List<String> synonyms = ENGLISH.synonyms(word);
      assertThat(synonyms).as(word).doesNotHaveDuplicates().doesNotContain(word);
      assertThat(synonyms)
          .as(word)
          .allMatch(one -> one.matches("[a-z]+(-[a-z]+)*") && ENGLISH.pieces(one).size() == 1);
      answered += synonyms.isEmpty() ? 0 : 1;
    }
    assertThat(answered).isGreaterThan(10_000);
  }
}
