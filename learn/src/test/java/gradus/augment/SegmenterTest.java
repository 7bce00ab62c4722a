package gradus.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmenterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Don't panic, it’s fine!|Don't panic it’s fine",
        "a well-known 3.5 per cent of 1,000.|a well-known 3.5 per cent of 1,000",
        "-x- 'quoted' end.|x quoted end",
        "我爱Java编程25年|我 爱 Java 编 程 25 年",
        "naïve café 👍🏽 ok|naïve café ok",
        "e.g. this|e g this",
      })
  void findsWords(String text, String words) {
    assertThat(Wording.of(Segmenter.letters(), text).words()).containsExactly(words.split(" ", -1));
  }

  @Test
  void putsPiecesTogetherAsTheyWere() {
    GeneratedTexts.all()
        .forEach(text -> {
          List<String> pieces = Segmenter.letters().pieces(text);
          assertThat(String.join("", pieces)).isEqualTo(text);
          assertThat(pieces).doesNotContain("");
          assertThat(Wording.of(Segmenter.letters(), text).text()).isEqualTo(text);
        });
  }

  /// `abc` and `123` would be one word to whoever reads them apart and put back.
  @Test
  void takesWordsTogetherThatNothingTellsApart() {
    Segmenter splitting = Segmenter.of("splitting", _ -> List.of("中文", "abc", "123", "字", " "));
    assertThat(Wording.of(splitting, "中文abc123字 ").words()).containsExactly("中文", "abc123", "字");
  }
}
