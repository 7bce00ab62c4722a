package gradus.words;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.augment.TextAugmentation;
import gradus.augment.TextAugmentations;
import gradus.tensor.RandomKey;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Words as HanLP's own documentation divides them, and synonyms as the Cilin has them.
class ChineseWordsTest {
  private static final ChineseWords CHINESE = ChineseWords.lexicon();

  @ParameterizedTest
  @CsvSource({
    "这部电影非常好看，我很喜欢主角的表演。, 这部 电影 非常 好看 ， 我 很 喜欢 主角 的 表演 。",
    "研究生命起源, 研究 生命 起源",
    "结婚的和尚未结婚的, 结婚 的 和 尚未 结婚 的",
    "我用Java写well-known程序3.5遍！, 我 用 Java 写 well-known 程序 3.5 遍 ！",
  })
  void dividesIntoWords(String text, String pieces) {
    assertThat(CHINESE.pieces(text)).containsExactly(pieces.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "电影, 影片",
    "非常, 十分 特别",
    "好看, 漂亮 美丽",
    "喜欢, 喜爱",
    "价格, 价钱",
    "干净, 整洁",
  })
  void knowsSynonyms(String word, String synonyms) {
    assertThat(CHINESE.synonyms(word)).contains(synonyms.split(" ", -1)).doesNotContain(word);
  }

  /// Single characters, what is no noun, verb, adjective or adverb, many meanings, traditional
  /// characters, and what is no Chinese.
  @ParameterizedTest
  @ValueSource(
      strings = {"不", "的", "我", "我们", "没有", "不是", "可以", "问题", "電影", "movie", "", "𠮷", "，"})
  void leavesAloneWhatIsNotSure(String word) {
    assertThat(CHINESE.synonyms(word)).as(word).isEmpty();
  }

  /// Texts of any characters, in the dictionary or not.
  @Test
  void putsPiecesTogetherAsTheyWere() {
    for (int seed = 0; seed < 400; seed++) {
      String text = text(seed);
      List<String> pieces = CHINESE.pieces(text);
      assertThat(String.join("", pieces)).isEqualTo(text);
      assertThat(pieces).doesNotContain("");
    }
  }

  private static String text(int seed) {
    var random = new SplittableRandom(seed);
    var text = new StringBuilder();
    int length = random.nextInt(80);
    for (int i = 0; i < length; i++) {
      int kind = random.nextInt(10);
      text.appendCodePoint(
          kind < 7
              ? 0x4e00 + random.nextInt(0x5200)
              : kind < 8 ? 0x20000 + random.nextInt(0xa000) : random.nextInt(0x3100));
    }
    return text.toString();
  }

  @Test
  void changesTextsAlikeOnManyThreads() {
    String text = "这部电影非常好看，我很喜欢主角的表演，酒店房间干净，价格便宜。";
    TextAugmentation eda = TextAugmentations.eda(CHINESE, 0.3);
    List<String> once =
        IntStream.range(0, 200).mapToObj(i -> eda.apply(text, RandomKey.of(i))).toList();
    assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> eda.apply(text, RandomKey.of(i))))
        .containsExactlyElementsOf(once);
    assertThat(once).anyMatch(changed -> changed.contains("影片"));
    assertThat(once.stream().distinct().count()).isGreaterThan(100);
    assertThat(once).allMatch(changed -> changed.replaceAll("[^，。]", "").equals("，，，。"));
  }

  @Test
  void looksEachWordUpInTheDictionaryOfItsCharacters() {
    MixedWords mixed = MixedWords.lexicon();
    assertThat(mixed.synonyms("电影")).isEqualTo(CHINESE.synonyms("电影")).isNotEmpty();
    assertThat(mixed.synonyms("movie"))
        .isEqualTo(EnglishWords.lexicon().synonyms("movie"))
        .isNotEmpty();
    assertThat(mixed.synonyms("")).isEmpty();
    assertThat(mixed.pieces("一部good电影")).containsExactly("一", "部", "good", "电影");
    assertThat(mixed.name()).contains("WordNet 3.1", "HanLP 1.8.6");
  }
}
