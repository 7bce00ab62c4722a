package gradus.augment;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Texts at random, in English and Chinese, as people write them and as they do not.
final class GeneratedTexts {
  private static final List<String> ENGLISH =
      List.of(
          "good",
          "Film",
          "the",
          "a",
          "really",
          "don't",
          "well-known",
          "3.5",
          "I",
          "NASA",
          "story",
          "Ende",
          "naïve",
          "cafe\u0301",
          "not",
          "1,000",
          "it’s",
          "x");

  private static final List<String> BETWEEN =
      List.of(" ", " ", " ", " ", ", ", ". ", " - ", "! ", "\n", "  ", " (", ") ", " \"", "\" ");

  private static final List<String> CHINESE =
      List.of("电影", "好看", "的", "我", "非常", "喜欢", "酒店", "不", "𠮷", "Java", "3", "😀");

  private static final List<String> CHINESE_BETWEEN = List.of("", "", "", "", "，", "。", "！", " ");

  private GeneratedTexts() {}

  static Stream<String> all() {
    return Stream.of(strange(), english(150), chinese(150), noise(150)).flatMap(one -> one);
  }

  /// Texts that are hardly any.
  static Stream<String> strange() {
    return Stream.of(
        "",
        " ",
        "\n\t ",
        "hello",
        "好",
        "...",
        "👍🏽🎉",
        "👩‍👩‍👧 ❤️ ok 1️⃣",
        "\ud83d",
        "a\udc00b",
        "'",
        "-a-",
        "don't-",
        "e\u0301",
        "\u0301e",
        "ภาษาไทย ไม่มี ช่องว่าง",
        "日本語のテキスト",
        "word ".repeat(5000),
        "好看的电影。".repeat(2000),
        "a'b-".repeat(20_000));
  }

  static Stream<String> english(int count) {
    return IntStream.range(0, count).mapToObj(i -> joined(i, ENGLISH, BETWEEN));
  }

  static Stream<String> chinese(int count) {
    return IntStream.range(0, count).mapToObj(i -> joined(i, CHINESE, CHINESE_BETWEEN));
  }

  /// Any characters, surrogates without their other half among them.
  private static Stream<String> noise(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> {
          var random = new SplittableRandom(1000 + i);
          var text = new StringBuilder();
          int length = random.nextInt(60);
          for (int c = 0; c < length; c++) {
            int range = List.of(0x80, 0x800, 0x3000, 0x10000, 0x20000).get(random.nextInt(5));
            text.appendCodePoint(random.nextInt(range));
          }
          return text.toString();
        });
  }

  private static String joined(int seed, List<String> words, List<String> between) {
    var random = new SplittableRandom(seed);
    var text = new StringBuilder();
    int length = 1 + random.nextInt(60);
    for (int i = 0; i < length; i++) {
      text.append(words.get(random.nextInt(words.size())));
      text.append(between.get(random.nextInt(between.size())));
    }
    return text.toString();
  }
}
