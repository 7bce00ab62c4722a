package gradus.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.data.DataException;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// [LabelSafety] of texts.
class TextLabelSafetyTest {
  private static final List<String> WORDS =
      List.of("film", "story", "actor", "music", "really", "quite", "rather", "scene");

  private static final List<String> CHINESE =
      List.of("电影", "故事", "演员", "音乐", "真的", "相当", "场面", "结局");

  /// Two classes that one word tells apart, at any place: `not`, or nothing in its place.
  private static LabelledTexts negated(List<String> words, String negation, String between) {
    var random = new SplittableRandom(4);
    List<String> texts = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      List<String> text = new ArrayList<>();
      for (int w = 0; w < 8; w++) {
        text.add(words.get(random.nextInt(words.size())));
      }
      if (i % 2 == 0) {
        text.set(random.nextInt(text.size()), negation);
      }
      texts.add(String.join(between, text));
      labels.add(i % 2 == 0 ? "against" : "for");
    }
    return LabelledTexts.of(texts, labels);
  }

  @Test
  void findsThatDeletionTakesTheWordThatMatters() {
    for (LabelledTexts texts : List.of(negated(WORDS, "not", " "), negated(CHINESE, "不", ""))) {
      LabelSafety found =
          LabelSafety.of(texts, TextAugmentations.deletion(Segmenter.letters(), 0.4), 5);
      assertThat(found.plainAccuracy()).isGreaterThan(0.98);
      // Two fifths of one half have lost their word.
      assertThat(found.augmentedAccuracy()).isBetween(0.74, 0.86);
      assertThat(found.confusions()).isNotEmpty();
      LabelSafety.Confusion pair = found.confusions().getFirst();
      assertThat(List.of(pair.actual(), pair.predicted())).containsExactly(0, 1);
      assertThat(pair.before()).isLessThan(0.02);
      assertThat(pair.after()).isBetween(0.3, 0.5);
    }
  }

  @Test
  void findsNothingWhereLabelsAreSafe() {
    LabelSafety found =
        LabelSafety.of(
            negated(WORDS, "not", " "), TextAugmentations.swap(Segmenter.letters(), 0.5), 5);
    assertThat(found.confusions()).isEmpty();
    assertThat(found.augmentedAccuracy()).isGreaterThan(0.98);
  }

  @Test
  void needsClassesAndTexts() {
    TextAugmentation swap = TextAugmentations.swap(Segmenter.letters());
    LabelledTexts values = LabelledTexts.of(List.of("a", "b"), Tensor.of(1f, 2f));
    assertThatThrownBy(() -> LabelSafety.of(values, swap, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("classes");
    LabelledTexts few = LabelledTexts.of(List.of("a", "b"), List.of("x", "y"));
    assertThatThrownBy(() -> LabelSafety.of(few, swap, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("ten texts");
  }
}
