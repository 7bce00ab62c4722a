package gradus.course.check;

import gradus.plot.Text;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;

/// Sentences in both languages, and the numbers in them.
final class Phrases {
  private static final int DIGITS = 6;

  private Phrases() {}

  /// A sentence with values in its places; a value may be in two languages itself.
  static Text of(String english, String chinese, Object... values) {
    return new Text(
        String.format(Locale.ROOT, english, told(Locale.ENGLISH, values)),
        String.format(Locale.ROOT, chinese, told(Locale.CHINESE, values)));
  }

  private static Object[] told(Locale language, Object... values) {
    return Arrays.stream(values)
        .map(value ->
            switch (value) {
              case Text text -> text.in(language);
              case Double number -> number(number);
              case Float number -> number(number);
              default -> String.valueOf(value);
            })
        .toArray();
  }

  /// One sentence after the other.
  static Text joined(Text first, Text second) {
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() ? second : first;
    }
    return new Text(first.english() + " " + second.english(), first.chinese() + second.chinese());
  }

  /// A number as a person reads it: six digits, and none that say nothing.
  static String number(double value) {
    return number(value, DIGITS);
  }

  /// Two numbers, with as many digits as it takes to tell them apart.
  static String[] apart(double first, double second) {
    int digits = DIGITS;
    while (digits < 17 && number(first, digits).equals(number(second, digits))) {
      digits++;
    }
    return new String[] {number(first, digits), number(second, digits)};
  }

  private static String number(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
    int magnitude = rounded.precision() - rounded.scale();
    if (rounded.signum() == 0) {
      return "0";
    }
    return magnitude > -4 && magnitude < 10
        ? rounded.toPlainString()
        : String.format(Locale.ROOT, "%." + (rounded.precision() - 1) + "e", rounded);
  }
}
