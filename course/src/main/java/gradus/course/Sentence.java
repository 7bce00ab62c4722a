package gradus.course;

import gradus.plot.Text;
import java.util.Arrays;
import java.util.Locale;

/// Sentences in two languages with places for what was computed.
public final class Sentence {
  private Sentence() {}

  /// A sentence.
  ///
  /// @param english with `%s` for each argument
  /// @param chinese likewise, and `%2$s` where the order is another one
  /// @param arguments [Text]s, numbers, which are written as tables write them, or strings that are
  ///   the same in both languages
  public static Text of(String english, String chinese, Object... arguments) {
    return Text.of(
        filled(english, Locale.ENGLISH, arguments), filled(chinese, Locale.CHINESE, arguments));
  }

  /// A share in percent with one decimal, as each language writes it.
  public static Text percent(double share) {
    return percent(share, 1);
  }

  /// A share in percent, as each language writes it.
  public static Text percent(double share, int decimals) {
    String number = String.format(Locale.ROOT, "%." + decimals + "f", 100 * share);
    return Text.of(number + " %", number + "%");
  }

  /// A whole number in groups of three digits.
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String filled(String sentence, Locale language, Object... arguments) {
    Object[] told = Arrays.stream(arguments).map(part -> told(part, language)).toArray();
    return String.format(Locale.ROOT, sentence, told);
  }

  private static Object told(Object argument, Locale language) {
    return switch (argument) {
      case Text text -> text.in(language);
      case Double number -> NumberTable.written(number);
      default -> argument.toString();
    };
  }
}
