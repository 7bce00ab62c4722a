package gradus.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.data.DataException;
import gradus.tensor.RandomKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextAugmentationsTest {
  private static final RandomKey KEY = RandomKey.of(11);

  /// Synonyms that no text has: most words have two; those of one character and Chinese ones none.
  private static final Lexicon LEXICON =
      Lexicon.of(
          Segmenter.letters(),
          Synonyms.of("made-up", word -> hasSynonyms(word) ? twice(word) : List.of()));

  private static boolean hasSynonyms(String word) {
    return word.length() > 1 && word.codePoints().allMatch(point -> point < 0x250);
  }

  private static List<String> twice(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return List.of(lower + "qq", "zz" + lower);
  }

  static Stream<TextAugmentation> all() {
    return Stream.of(
        TextAugmentations.synonyms(LEXICON),
        TextAugmentations.insertion(LEXICON),
        TextAugmentations.swap(LEXICON),
        TextAugmentations.deletion(LEXICON),
        TextAugmentations.eda(LEXICON));
  }

  static Stream<String> texts() {
    return GeneratedTexts.all();
  }

  private static List<String> words(String text) {
    return Wording.of(LEXICON, text).words();
  }

  /// What of a text is neither words nor spaces.
  private static String punctuation(String text) {
    return String.join("", Wording.of(LEXICON, text).gaps()).replaceAll("\\s", "");
  }

  /// The number of words that EDA's program changes: `max(1, int(alpha * num_words))`.
  private static int wanted(List<String> words) {
    return Math.max(1, (int) (0.1 * words.size()));
  }

  private static int differences(List<String> some, List<String> others) {
    return (int)
        IntStream.range(0, some.size()).filter(i -> !some.get(i).equals(others.get(i))).count();
  }

  private static boolean isPartOf(List<String> part, List<String> whole) {
    int found = 0;
    for (String word : whole) {
      if (found < part.size() && part.get(found).equals(word)) {
        found++;
      }
    }
    return found == part.size();
  }

  @Test
  void replacesATenthOfTheWordsInTheirPlaces() {
    for (String text : texts().toList()) {
      String changed = TextAugmentations.synonyms(LEXICON).apply(text, KEY);
      List<String> before = words(text);
      List<String> after = words(changed);
      assertThat(after).hasSameSizeAs(before);
      assertThat(Wording.of(LEXICON, changed).gaps()).isEqualTo(Wording.of(LEXICON, text).gaps());
      int replaceable = (int) before.stream().filter(TextAugmentationsTest::hasSynonyms).count();
      assertThat(differences(before, after)).isEqualTo(Math.min(wanted(before), replaceable));
      for (int i = 0; i < before.size(); i++) {
        if (!before.get(i).equals(after.get(i))) {
          assertThat(after.get(i).toLowerCase(Locale.ROOT)).isIn(twice(before.get(i)));
        }
      }
    }
  }

  @Test
  void putsATenthOfTheWordsIn() {
    for (String text : texts().toList()) {
      String changed = TextAugmentations.insertion(LEXICON).apply(text, KEY);
      List<String> before = words(text);
      List<String> after = words(changed);
      boolean any = before.stream().anyMatch(TextAugmentationsTest::hasSynonyms);
      assertThat(after).hasSize(before.size() + (any ? wanted(before) : 0));
      assertThat(isPartOf(before, after)).as(text).isTrue();
      assertThat(punctuation(changed)).isEqualTo(punctuation(text));
      List<String> added = new ArrayList<>(after);
      before.forEach(added::remove);
      assertThat(added)
          .allMatch(word -> before.stream().anyMatch(known -> twice(known).contains(word)));
    }
  }

  @Test
  void swapsWordsAndLosesNone() {
    for (String text : texts().toList()) {
      String changed = TextAugmentations.swap(LEXICON).apply(text, KEY);
      List<String> before = words(text);
      List<String> after = words(changed);
      assertThat(after).containsExactlyInAnyOrderElementsOf(before);
      assertThat(differences(before, after)).isLessThanOrEqualTo(2 * wanted(before));
      assertThat(punctuation(changed)).isEqualTo(punctuation(text));
    }
  }

  @Test
  void leavesOutATenthOfTheWordsButNeverAll() {
    long all = 0;
    long kept = 0;
    for (String text : texts().toList()) {
      String changed = TextAugmentations.deletion(LEXICON).apply(text, KEY.fold(all));
      List<String> before = words(text);
      List<String> after = words(changed);
      assertThat(isPartOf(after, before)).as(text).isTrue();
      assertThat(after.isEmpty()).isEqualTo(before.isEmpty());
      String less = TextAugmentations.deletion(LEXICON, 1).apply(text, KEY);
      assertThat(words(less)).hasSize(Math.min(1, before.size()));
      all += before.size();
      kept += after.size();
    }
    // Marks without a letter join what is left before them, so these are texts with none.
    Stream.concat(GeneratedTexts.english(150), GeneratedTexts.chinese(150))
        .forEach(text ->
            assertThat(punctuation(TextAugmentations.deletion(LEXICON).apply(text, KEY)))
                .isEqualTo(punctuation(text)));
    // The standard deviation of a share of 20,000 is 0.002.
    assertThat(all).isGreaterThan(20_000);
    assertThat((double) kept / all).isBetween(0.89, 0.91);
  }

  @Test
  void edaTakesEachOfFourChangesAsOften() {
    String text = "alpha beta gamma delta epsilon zeta theta kappa lambda omega";
    List<String> before = words(text);
    int[] counts = new int[4];
    for (int i = 0; i < 2000; i++) {
      List<String> after = words(TextAugmentations.eda(LEXICON).apply(text, KEY.fold(i)));
      boolean known = before.containsAll(after);
      if (after.size() > before.size()) {
        counts[0]++;
      } else if (!known) {
        counts[1]++;
      } else if (after.size() == before.size() && !after.equals(before)) {
        counts[2]++;
      } else {
        // Nothing is left out of a third of these.
        counts[3]++;
      }
    }
    for (int count : counts) {
      assertThat(count).isBetween(410, 590);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void isAPureFunctionOfTextAndKey(TextAugmentation augmentation) {
    List<String> texts = texts().toList();
    List<String> once = changed(augmentation, texts, KEY);
    assertThat(changed(augmentation, texts, KEY)).isEqualTo(once);
    assertThat(texts.parallelStream().map(text -> augmentation.apply(text, KEY.fold(3))).toList())
        .isEqualTo(texts.stream().map(text -> augmentation.apply(text, KEY.fold(3))).toList());
    for (String text : GeneratedTexts.english(40).filter(one -> words(one).size() > 8).toList()) {
      Set<String> different = new HashSet<>();
      for (int i = 0; i < 30; i++) {
        different.add(augmentation.apply(text, KEY.fold(i)));
      }
      assertThat(different).as(text).hasSizeGreaterThan(5);
    }
  }

  private static List<String> changed(
      TextAugmentation augmentation, List<String> texts, RandomKey key) {
    return IntStream.range(0, texts.size())
        .mapToObj(i -> augmentation.apply(texts.get(i), key.fold(i)))
        .toList();
  }

  @Test
  void leavesTextsAsTheyAreAtStrengthNothing() {
    for (TextAugmentation nothing :
        List.of(
            TextAugmentations.synonyms(LEXICON, 0),
            TextAugmentations.insertion(LEXICON, 0),
            TextAugmentations.swap(LEXICON, 0),
            TextAugmentations.deletion(LEXICON, 0),
            TextAugmentations.eda(LEXICON, 0),
            TextAugmentations.eda(LEXICON).sometimes(0))) {
      for (String text : texts().toList()) {
        assertThat(nothing.apply(text, KEY)).as(nothing.name()).isEqualTo(text);
      }
    }
  }

  @Test
  void keepsCapitals() {
    TextAugmentation all = TextAugmentations.synonyms(LEXICON, 1);
    for (int i = 0; i < 20; i++) {
      assertThat(all.apply("Good films, NASA! I", KEY.fold(i)))
          .matches("(Goodqq|Zzgood) (filmsqq|zzfilms), (NASAQQ|ZZNASA)! I");
    }
  }

  @Test
  void keepsPunctuationWhereWordsGo() {
    // All but one go, and each may stay.
    Set<String> left = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      left.add(
          TextAugmentations.deletion(LEXICON, 0.999).apply("So, a \"quick\" fox.", KEY.fold(i)));
    }
    assertThat(left)
        .containsExactlyInAnyOrder("So, \"\".", ", a \"\".", ", \"quick\".", ", \"\" fox.");
    assertThat(
            Wording.of(LEXICON, "我爱Java编程ok")
                .keeping(new boolean[] {true, true, true, false, false, true})
                .text())
        .isEqualTo("我爱Java ok");
  }

  @Test
  void comesOneAfterTheOtherAndOnlySometimes() {
    TextAugmentation both =
        TextAugmentations.swap(Segmenter.letters())
            .then(TextAugmentations.deletion(Segmenter.letters(), 0.2));
    assertThat(both.name()).isEqualTo("swap(0.1, letters), deletion(0.2, letters)");
    TextAugmentation sometimes = TextAugmentations.swap(LEXICON).sometimes(0.3);
    assertThat(sometimes.name()).isEqualTo("sometimes(0.3, swap(0.1, letters, made-up))");
    long changed =
        IntStream.range(0, 2000)
            .filter(i -> !sometimes.apply("one two", KEY.fold(i)).equals("one two"))
            .count();
    assertThat(changed).isBetween(520L, 680L);
  }

  @Test
  void translatesThereAndBackOnce() {
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    Translator translator =
        (text, from, to) -> {
          asked.add(from + ">" + to + " " + text);
          return to.equals("en") ? "a good film" : "好片子";
        };
    TextAugmentation back = TextAugmentations.backTranslation(translator, "zh", "en");
    assertThat(back.apply("好电影", KEY)).isEqualTo("好片子");
    assertThat(back.apply("好电影", KEY.fold(1))).isEqualTo("好片子");
    assertThat(back.apply(" ", KEY)).isEqualTo(" ");
    assertThat(asked).containsExactly("zh>en 好电影", "en>zh a good film");
    assertThat(back.name()).isEqualTo("backTranslation(zh, en)");
    assertThatThrownBy(() -> TextAugmentations.backTranslation(translator, "en", "en"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("another one to go by");
    TextAugmentation silent = TextAugmentations.backTranslation((_, _, _) -> "", "zh", "en");
    assertThatThrownBy(() -> silent.apply("好", KEY))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("from \"zh\" to \"en\"");
    var failure = new IllegalStateException("no network");
    TextAugmentation failing =
        TextAugmentations.backTranslation(
            (_, _, _) -> {
              throw failure;
            },
            "zh",
            "en");
    assertThatThrownBy(() -> failing.apply("好", KEY)).isSameAs(failure);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesSharesThatAreNone(double share) {
    for (Runnable wrong :
        List.<Runnable>of(
            () -> TextAugmentations.synonyms(LEXICON, share),
            () -> TextAugmentations.insertion(LEXICON, share),
            () -> TextAugmentations.swap(LEXICON, share),
            () -> TextAugmentations.deletion(LEXICON, share),
            () -> TextAugmentations.eda(LEXICON, share),
            () -> TextAugmentations.eda(LEXICON).sometimes(share))) {
      assertThatThrownBy(wrong::run)
          .isInstanceOf(DataException.class)
          .hasMessageContaining("must be from 0 to 1");
    }
  }

  @Test
  void refusesASegmenterThatLosesSomething() {
    Segmenter lossy = Segmenter.of("lossy", text -> List.of(text.split(" ", -1)));
    assertThatThrownBy(() -> TextAugmentations.swap(lossy).apply("one two", KEY))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("lossy: the pieces of a text must be the text")
        .hasMessageContaining("[one, two]");
  }
}
