package gradus.course.language;

import gradus.course.Option;
import gradus.data.Dataset;
import gradus.plot.Text;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Sentences about restaurants that a grammar makes, in one of two languages: something, perhaps a
/// negation, perhaps a degree, and an opinion, before or after words that say nothing about it.
public enum Grammar implements Option {
  ENGLISH(
      "English",
      "英文",
      "not",
      List.of("the food was", "the soup was", "our dinner was", "the noodles were", "lunch was"),
      List.of("", "very", "really", "so"),
      List.of("good", "tasty", "fresh", "great", "lovely", "warm"),
      List.of("bad", "bland", "stale", "awful", "boring", "cold"),
      List.of("near the station", "on a monday", "with two friends", "in the old town", "at noon")),
  CHINESE(
      "Chinese",
      "中文",
      "不",
      List.of("这里 的 菜", "今天 的 汤", "我们 的 晚饭", "那 碗 面条", "午饭"),
      List.of("", "太", "算", "怎么"),
      List.of("好吃", "新鲜", "可口", "精致", "地道", "热乎"),
      List.of("难吃", "变味", "油腻", "糟糕", "乏味", "冰凉"),
      List.of("就 在 车站 旁边", "周一 去 的", "和 两 个 朋友", "在 老城 里", "中午 去 的"));

  /// Tokens of the longest sentence, and of all of them once they are filled up.
  static final int LENGTH = 12;

  /// How many opinions of each kind are never negated in training.
  static final int HELD = 1;

  private static final int NUMBERS = 7;

  private final String english;
  private final String chinese;
  private final String not;

  // Lists that `List.of` makes are immutable, which the checker cannot see.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> subjects;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> degrees;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> praise;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> blame;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> rest;

  Grammar(
      String english,
      String chinese,
      String not,
      List<String> subjects,
      List<String> degrees,
      List<String> praise,
      List<String> blame,
      List<String> rest) {
    this.english = english;
    this.chinese = chinese;
    this.not = not;
    this.subjects = subjects;
    this.degrees = degrees;
    this.praise = praise;
    this.blame = blame;
    this.rest = rest;
  }

  /// A sentence, in words.
  ///
  /// @param praises whether it says something good in the end
  /// @param negated whether it has a negation
  /// @param held whether its opinion is one that training never negates
  record Sentence(List<String> words, boolean praises, boolean negated, boolean held) {}

  /// Sentences at random, half of them of praise.
  ///
  /// @param share how many have a negation
  /// @param training whether the held opinions are never negated
  List<Sentence> draw(int count, double share, boolean training, long seed) {
    double[] numbers = RandomKey.of(seed).uniform(Shape.of(count, NUMBERS)).toDoubles();
    List<Sentence> sentences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = i * NUMBERS;
      boolean good = numbers[at] < 0.5;
      List<String> opinions = good ? praise : blame;
      int opinion = (int) (numbers[at + 1] * opinions.size());
      boolean held = opinion >= opinions.size() - HELD;
      boolean negated = numbers[at + 2] < share && !(training && held);
      List<String> words = new ArrayList<>();
      String aside = one(rest, numbers[at + 3]);
      boolean first = numbers[at + 4] < 0.5;
      add(words, first ? aside : "");
      add(words, one(subjects, numbers[at + 5]));
      add(words, negated ? not : "");
      add(words, negated ? one(degrees, numbers[at + 6]) : "");
      words.add(opinions.get(opinion));
      add(words, first ? "" : aside);
      sentences.add(new Sentence(words, good != negated, negated, held));
    }
    return sentences;
  }

  private static String one(List<String> list, double chance) {
    return list.get((int) (chance * list.size()));
  }

  private static void add(List<String> words, String phrase) {
    if (!phrase.isEmpty()) {
      words.addAll(List.of(phrase.split(" ", -1)));
    }
  }

  /// All words; the number of a word is its place here plus 1, for 0 fills up.
  List<String> vocabulary() {
    Set<String> words = new LinkedHashSet<>();
    List<String> all = new ArrayList<>();
    List.of(subjects, List.of(not), degrees, praise, blame, rest).forEach(all::addAll);
    all.forEach(phrase -> {
      List<String> parts = new ArrayList<>();
      add(parts, phrase);
      words.addAll(parts);
    });
    return List.copyOf(words);
  }

  /// Sentences as tokens, `INT32 [n, 12]`.
  Tensor tokens(List<Sentence> sentences) {
    List<String> vocabulary = vocabulary();
    int[] tokens = new int[sentences.size() * LENGTH];
    for (int i = 0; i < sentences.size(); i++) {
      List<String> words = sentences.get(i).words();
      for (int w = 0; w < words.size(); w++) {
        tokens[i * LENGTH + w] = vocabulary.indexOf(words.get(w)) + 1;
      }
    }
    return Tensor.of(Shape.of(sentences.size(), LENGTH), tokens);
  }

  /// Sentences as how often each word is in them, without their order: `FLOAT32 [n, words]`.
  Tensor counts(List<Sentence> sentences) {
    List<String> vocabulary = vocabulary();
    float[] counts = new float[sentences.size() * vocabulary.size()];
    for (int i = 0; i < sentences.size(); i++) {
      for (String word : sentences.get(i).words()) {
        counts[i * vocabulary.size() + vocabulary.indexOf(word)]++;
      }
    }
    return Tensor.of(Shape.of(sentences.size(), vocabulary.size()), counts);
  }

  /// Samples whose label is 1 for praise.
  static Dataset labelled(Tensor inputs, List<Sentence> sentences) {
    int[] labels = sentences.stream().mapToInt(sentence -> sentence.praises() ? 1 : 0).toArray();
    return Dataset.of(inputs, Tensor.of(Shape.of(labels.length), labels));
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }
}
