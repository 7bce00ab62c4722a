package gradus.course.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Recording;
import gradus.course.Tried;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReviewsTest {
  private static Recording run(String settings) {
    return Tried.with("reviews", settings);
  }

  private static double cell(Recording recording, int row, int column) {
    return Double.parseDouble(
        recording.tables().get("results").rows().get(row).get(column).english());
  }

  /// What the lesson says: words alone without and with a negation, then attention on negations
  /// that were seen, and on those that were not.
  @ParameterizedTest
  @CsvSource({
    "seed=1, 0.931, 0.204, 1, 1",
    "grammar=chinese, 0.920, 0.212, 1, 0.988",
    "samples=200, 0.871, 0.187, 0.628, 0.179",
    "negations=0.5, 0.592, 0.392, 1, 0.226",
    "negations=0, 1, 0, 0.007, 0",
  })
  void wordsAreNotEnoughAndAttentionIs(
      String settings, double plain, double negated, double seen, double unseen) {
    Recording recording = run(settings);
    assertThat(cell(recording, 0, 2)).isCloseTo(plain, within(0.03));
    assertThat(cell(recording, 0, 3)).isCloseTo(negated, within(0.03));
    assertThat(cell(recording, 1, 3)).isCloseTo(seen, within(0.05));
    assertThat(cell(recording, 1, 4)).isCloseTo(unseen, within(0.1));
  }

  @Test
  void itShowsWhatWordsAttendTo() {
    Recording recording = run("seed=1");
    assertThat(recording.figures().keySet())
        .containsExactly("sentences", "accuracy", "attention", "words");
    assertThat(cell(recording, 0, 1)).isEqualTo(78);
    assertThat(cell(recording, 1, 1)).isEqualTo(3426);
    assertThat(run("seed=1").tables()).isEqualTo(recording.tables());
  }

  @ParameterizedTest
  @EnumSource
  void labelsFollowFromOpinionsAndNegations(Grammar grammar) {
    List<Grammar.Sentence> sentences = grammar.draw(3000, 0.4, true, 5);
    String not = grammar == Grammar.ENGLISH ? "not" : "不";
    for (Grammar.Sentence one : sentences) {
      assertThat(one.words().contains(not)).isEqualTo(one.negated());
      assertThat(one.negated() && one.held()).isFalse();
      assertThat(one.words()).hasSizeLessThanOrEqualTo(Grammar.LENGTH);
    }
    assertThat(sentences.stream().filter(Grammar.Sentence::praises).count())
        .isBetween(1400L, 1600L);
    assertThat(grammar.draw(3000, 0.5, false, 5)).anyMatch(one -> one.negated() && one.held());
    assertThat(grammar.vocabulary()).doesNotHaveDuplicates().hasSizeLessThan(42);
  }

  @Test
  void tokensKeepTheOrderAndCountsDoNot() {
    List<Grammar.Sentence> two =
        List.of(
            new Grammar.Sentence(List.of("not", "good"), false, true, false),
            new Grammar.Sentence(List.of("good", "not"), false, true, false));
    int[] tokens = Grammar.ENGLISH.tokens(two).toInts();
    assertThat(tokens[0]).isEqualTo(tokens[Grammar.LENGTH + 1]).isNotEqualTo(tokens[1]);
    assertThat(tokens[2]).isZero();
    float[] counts = Grammar.ENGLISH.counts(two).toFloats();
    int words = counts.length / 2;
    for (int i = 0; i < words; i++) {
      assertThat(counts[i]).isEqualTo(counts[words + i]);
    }
  }
}
