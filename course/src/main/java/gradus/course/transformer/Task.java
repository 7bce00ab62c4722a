package gradus.course.transformer;

import gradus.course.Option;
import gradus.plot.Text;
import gradus.text.Vocabulary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What is translated. Every tenth number and every tenth date are held out: they are asked for,
/// and never trained with.
enum Task implements Option {
  /// Numbers from English to Chinese.
  TO_CHINESE("→中", "English to Chinese", "英译中"),
  /// Numbers from Chinese to English.
  TO_ENGLISH("→en", "Chinese to English", "中译英"),
  /// Dates to ISO 8601.
  TO_ISO("→iso", "dates to ISO", "日期译成 ISO");

  private static final int HELD_OUT = 10;
  private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
  private static final int DAYS = 73_049;

  /// All tasks have one vocabulary, so that one model does all of them.
  static final Vocabulary WORDS = vocabulary();

  private final String word;

  // A Text does not change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Text title;

  Task(String word, String english, String chinese) {
    this.word = word;
    this.title = Text.of(english, chinese);
  }

  private static Vocabulary vocabulary() {
    List<String> all = new ArrayList<>();
    for (Task task : values()) {
      all.add(task.word);
    }
    all.addAll(Numerals.words());
    all.addAll(WrittenDates.words());
    return Vocabulary.of(all);
  }

  /// What stands before a source, and says what is wanted.
  String word() {
    return word;
  }

  @Override
  public Text title() {
    return title;
  }

  /// A number or a date that training may see, or one that is held out.
  ///
  /// @param digits the most digits of numbers; dates do not ask
  Pair draw(RandomGenerator random, int digits, boolean held) {
    while (true) {
      long thing = this == TO_ISO ? random.nextInt(DAYS) : number(random, digits);
      if (isHeldOut(thing) == held) {
        return of(thing, random.nextInt(WrittenDates.Form.values().length));
      }
    }
  }

  /// With as many digits as others.
  private static long number(RandomGenerator random, int digits) {
    // Whole millions, so that each word is known: with nothing after them.
    if (digits == 6 && random.nextInt(10) == 0) {
      return random.nextLong(1, 1000) * 1_000_000;
    }
    return ofDigits(random, 1 + random.nextInt(digits));
  }

  private static long ofDigits(RandomGenerator random, int digits) {
    long most = Math.round(Math.pow(10, digits));
    return random.nextLong(digits == 1 ? 0 : most / 10, most);
  }

  /// Different things that are held out.
  List<Pair> heldOut(RandomGenerator random, int digits, int count) {
    Set<Pair> all = new java.util.LinkedHashSet<>();
    // Of small numbers there are fewer than are asked for.
    for (int i = 0; i < 20 * count && all.size() < count; i++) {
      all.add(draw(random, digits, true));
    }
    return List.copyOf(all);
  }

  /// Different numbers of exactly so many digits: all of them where there are no more.
  List<Pair> ofLength(RandomGenerator random, int digits, int most) {
    double count = Math.min(most, 9 * Math.pow(10, digits - 1));
    Set<Long> numbers = new HashSet<>();
    List<Pair> all = new ArrayList<>();
    while (all.size() < count) {
      long number = ofDigits(random, digits);
      if (number % 1_000_000 != 0 && numbers.add(number)) {
        all.add(of(number, 0));
      }
    }
    return all;
  }

  /// The pair of a number, or of a day after the first of 1900 in one of six forms.
  Pair of(long thing, int form) {
    return switch (this) {
      case TO_CHINESE -> new Pair(this, Numerals.english(thing), Numerals.chinese(thing));
      case TO_ENGLISH -> new Pair(this, Numerals.chinese(thing), Numerals.english(thing));
      case TO_ISO -> {
        LocalDate date = FIRST.plusDays(thing);
        yield new Pair(
            this,
            WrittenDates.written(date, List.of(WrittenDates.Form.values()).get(form)),
            WrittenDates.iso(date));
      }
    };
  }

  private static boolean isHeldOut(long thing) {
    // The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
    long z = thing + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return Long.remainderUnsigned(z ^ (z >>> 31), HELD_OUT) == 0;
  }
}
