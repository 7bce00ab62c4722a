package gradus.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.MultiInputSpec;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeamSearchTest {
  private static final int TOKENS = 5;
  private static final int LONGEST = 4;
  private static final Tensor SOURCES = Tensor.ofInts(3, 4, 2, 4, 2, 0, 4, 4, 2).reshape(3, 3);

  private static Model model(long seed) {
    MultiInputSpec spec =
        Layers.transformerTranslator(TOKENS, TOKENS, 8)
            .withTransformer(Layers.transformer(Layers.transformerBlock(2)));
    return Model.of(List.of(Signature.ints(3), Signature.ints(LONGEST)), Layers.seed(seed), spec);
  }

  /// Every text there is, scored by the model with all of it before its eyes.
  private static List<BeamSearch.Hypothesis> all(Model model, int source, double penalty) {
    List<BeamSearch.Hypothesis> all = new ArrayList<>();
    List<List<Integer>> open = List.of(List.of());
    for (int length = 1; length <= LONGEST; length++) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> before : open) {
        for (int token = 0; token < TOKENS; token++) {
          List<Integer> text = new ArrayList<>(before);
          text.add(token);
          if (token == Vocabulary.END || length == LONGEST) {
            all.add(scored(model, source, text, penalty));
          } else {
            longer.add(text);
          }
        }
      }
      open = longer;
    }
    all.sort(Comparator.comparingDouble(BeamSearch.Hypothesis::score).reversed());
    return all;
  }

  private static BeamSearch.Hypothesis scored(
      Model model, int source, List<Integer> text, double penalty) {
    int[] read = new int[text.size()];
    read[0] = Vocabulary.BEGIN;
    for (int i = 1; i < read.length; i++) {
      read[i] = text.get(i - 1);
    }
    Tensor logits =
        model.apply(
            List.of(
                SOURCES.slice(0, source, source + 1), Tensor.of(Shape.of(1, read.length), read)));
    double[] told = logits.cast(DType.FLOAT64).logSoftmax(-1).toDoubles();
    double sum = 0;
    for (int i = 0; i < read.length; i++) {
      sum += told[i * TOKENS + text.get(i)];
    }
    boolean ended = text.getLast() == Vocabulary.END;
    return new BeamSearch.Hypothesis(
        ended ? text.subList(0, text.size() - 1) : text,
        sum,
        sum / Math.pow((5.0 + text.size()) / 6, penalty),
        ended);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.6, 2})
  void findsAllTextsWhereNoneFallsOutOfTheBeam(double penalty) {
    Model model = model(5);
    var found = BeamSearch.of(1000, LONGEST).withLengthPenalty(penalty).search(model, SOURCES);
    for (int source = 0; source < 3; source++) {
      List<BeamSearch.Hypothesis> all = all(model, source, penalty);
      assertThat(found.get(source)).hasSameSizeAs(all);
      for (int i = 0; i < all.size(); i++) {
        assertThat(found.get(source).get(i).score()).isEqualTo(all.get(i).score(), within(1e-4));
      }
      assertThat(found.get(source).getFirst().tokens()).isEqualTo(all.getFirst().tokens());
    }
  }

  @Test
  void neverFindsLessThanANarrowerOneOnAverage() {
    double before = Double.NEGATIVE_INFINITY;
    for (int width : new int[] {1, 2, 4, 16, 400}) {
      double sum = 0;
      for (int seed = 1; seed <= 5; seed++) {
        for (var texts : BeamSearch.of(width, LONGEST).search(model(seed), SOURCES)) {
          assertThat(texts)
              .hasSizeBetween(1, width)
              .isSortedAccordingTo(
                  Comparator.comparingDouble(BeamSearch.Hypothesis::score).reversed());
          sum += texts.getFirst().logProbability();
        }
      }
      assertThat(sum).isGreaterThanOrEqualTo(before - 1e-9);
      before = sum;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void ofWidthOneIsGreedy(long seed) {
    Model model = model(seed);
    var found = BeamSearch.greedy(LONGEST).search(model, SOURCES);
    for (int source = 0; source < 3; source++) {
      List<Integer> text = new ArrayList<>(List.of(Vocabulary.BEGIN));
      boolean ended = false;
      while (!ended && text.size() <= LONGEST) {
        int[] read = text.stream().mapToInt(Integer::intValue).toArray();
        int[] best =
            model
                .apply(
                    List.of(
                        SOURCES.slice(0, source, source + 1),
                        Tensor.of(Shape.of(1, read.length), read)))
                .argMax(-1)
                .toInts();
        ended = best[best.length - 1] == Vocabulary.END;
        text.add(best[best.length - 1]);
      }
      var one = found.get(source).getFirst();
      assertThat(one.ended()).isEqualTo(ended);
      assertThat(one.tokens()).isEqualTo(text.subList(1, ended ? text.size() - 1 : text.size()));
    }
  }

  @Test
  void translatesSourcesAtOnceAsOneByOne() {
    Model model = model(9);
    BeamSearch search = BeamSearch.of(3, LONGEST);
    var together = search.search(model, SOURCES);
    for (int i = 0; i < 3; i++) {
      var alone = search.search(model, SOURCES.slice(0, i, i + 1)).getFirst();
      assertThat(alone.getFirst().tokens()).isEqualTo(together.get(i).getFirst().tokens());
    }
  }

  @Test
  void refusesWhatItCannotSearch() {
    assertThatThrownBy(() -> BeamSearch.of(0, 3))
        .isInstanceOf(TextException.class)
        .hasMessageContaining("width");
    Model dense = Model.of(Shape.of(3), Layers.seed(1), Layers.dense(2));
    assertThatThrownBy(() -> BeamSearch.greedy(3).search(dense, SOURCES))
        .isInstanceOf(TextException.class)
        .hasMessageContaining("EncoderDecoder");
    Model broken = model(1);
    broken.parameters().get("output.bias").set(Tensor.of(Float.NaN, 0, 0, 0, 0));
    assertThatThrownBy(() -> BeamSearch.greedy(3).search(broken, SOURCES))
        .isInstanceOf(TextException.class)
        .hasMessageContaining("no numbers");
  }

  @Test
  void aVocabularyMarksBeginningAndEnd() {
    Vocabulary words = Vocabulary.of(List.of("two", "hundred", "二", "百"));
    assertThat(words.size()).isEqualTo(7);
    List<List<String>> texts = List.of(List.of("二", "百"), List.of());
    assertThat(words.ending(texts, 4).toInts()).containsExactly(5, 6, 2, 0, 2, 0, 0, 0);
    assertThat(words.beginning(texts, 3).toInts()).containsExactly(1, 5, 6, 1, 0, 0);
    assertThat(words.decode(List.of(1, 5, 6, 2, 3))).containsExactly("二", "百");
    assertThat(words.word(0) + words.word(1) + words.word(2) + words.word(4))
        .isEqualTo("<padding><begin><end>hundred");
    assertThatThrownBy(() -> words.token("three")).hasMessageContaining("no token for \"three\"");
    assertThatThrownBy(() -> words.word(7)).isInstanceOf(TextException.class);
    assertThatThrownBy(() -> words.ending(texts, 2)).hasMessageContaining("do not fit");
    assertThatThrownBy(() -> Vocabulary.of(List.of("a", "a"))).hasMessageContaining("twice");
  }
}
