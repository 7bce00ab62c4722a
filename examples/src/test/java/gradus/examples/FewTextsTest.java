package gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.augment.Lexicon;
import gradus.augment.Segmenter;
import gradus.augment.TextAugmentation;
import gradus.augment.TextAugmentations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FewTextsTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 42})
  void understandsSynonymsThatItHasNotSeen(long seed) {
    TextAugmentation eda =
        TextAugmentations.eda(Lexicon.of(Segmenter.letters(), FewTexts.SYNONYMS), 0.3);
    assertThat(FewTexts.accuracy(eda.sometimes(0), seed)).isLessThan(0.8);
    assertThat(FewTexts.accuracy(eda.sometimes(0.9), seed)).isGreaterThan(0.85);
  }
}
