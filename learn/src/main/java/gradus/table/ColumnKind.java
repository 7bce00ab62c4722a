package gradus.table;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a column may still be, as its fields are seen one after the other.
final class ColumnKind {
  /// More different words than this are texts.
  private static final int MOST_CATEGORIES = 10_000;

  /// Numbers whose decimals stand after a comma, with dots between thousands or without.
  private static final Pattern DECIMAL_COMMA =
      Pattern.compile("[+-]?(\\d+|\\d{1,3}(\\.\\d{3})+)(,\\d+)?([eE][+-]?\\d+)?");

  /// Numbers with commas between thousands; `0,125` is none.
  private static final Pattern THOUSANDS = Pattern.compile("[+-]?[1-9]\\d{0,2}(,\\d{3})+");

  private final Set<String> words = new HashSet<>();
  private boolean numbers = true;
  private boolean decimalCommas;
  private boolean decimals;
  private boolean dates = true;
  private boolean countable = true;
  private long filled;
  private long letters;

  private static final int LONGEST = 40;

  /// What fields are read as.
  enum Kind {
    NUMBERS,
    DATES,
    CATEGORIES,
    TEXTS
  }

  /// @param decimalCommas whether decimals may stand after a comma, as where fields are separated
  ///   by something else
  ColumnKind(boolean decimalCommas) {
    this.decimalCommas = decimalCommas;
  }

  void see(String field) {
    filled++;
    letters += field.length();
    numbers = numbers && number(field) != null;
    decimalCommas = decimalCommas && decimalComma(field) != null;
    decimals |= decimalCommas && field.indexOf(',') >= 0 && !THOUSANDS.matcher(field).matches();
    dates = dates && Dates.of(field) != null;
    if (countable) {
      words.add(field);
      countable = words.size() <= MOST_CATEGORIES;
      if (!countable) {
        words.clear();
      }
    }
  }

  /// A column without a single value counts as numbers, all missing.
  Kind kind() {
    if (numbers || hasDecimalCommas()) {
      return Kind.NUMBERS;
    } else if (dates) {
      return Kind.DATES;
    }
    boolean repeats = countable && (words.size() <= 20 || words.size() * 2L <= filled);
    boolean sentences = letters > filled * 40;
    return repeats && !(sentences && words.size() > 20) ? Kind.CATEGORIES : Kind.TEXTS;
  }

  /// About how many bytes a column of this kind takes in memory.
  long bytes(long rows) {
    return switch (kind()) {
      case NUMBERS -> 8 * rows;
      case CATEGORIES -> 4 * rows;
      case DATES -> 72 * rows;
      case TEXTS -> 64 * rows + 2 * letters;
    };
  }

  /// At most how many numbers a network takes of each value.
  int features(int rows) {
    return switch (kind()) {
      case NUMBERS -> filled < rows ? 2 : 1;
      case CATEGORIES -> Math.min(words.size(), TableEncoder.MOST_WORDS);
      case DATES -> 7;
      case TEXTS -> TableEncoder.mostTerms(rows);
    };
  }

  /// Whether its numbers have decimals after a comma. Where all could as well be thousands, nobody
  /// knows, and they are words.
  private boolean hasDecimalCommas() {
    return decimalCommas && decimals;
  }

  /// A field as a number, written as those of this column are; null where it is none.
  @Nullable Double value(String field) {
    return numbers ? number(field) : decimalComma(field);
  }

  private static @Nullable Double decimalComma(String field) {
    return field.length() <= LONGEST && DECIMAL_COMMA.matcher(field).matches()
        ? number(field.replace(".", "").replace(',', '.'))
        : null;
  }

  /// Whether a field is a number in either way.
  static boolean isNumber(String field, boolean decimalCommas) {
    return number(field) != null || (decimalCommas && decimalComma(field) != null);
  }

  /// The different words, where the column is [Kind#CATEGORIES].
  Set<String> words() {
    return words;
  }

  /// A field as a number; null where it is none.
  static @Nullable Double number(String field) {
    int length = field.length();
    if (length == 0 || length > LONGEST) {
      return null;
    }
    char last = field.charAt(length - 1);
    // Java also reads `1d` and `1f`, which are words here.
    if (last != '.' && (last < '0' || last > '9')) {
      return null;
    }
    try {
      double value = Double.parseDouble(field);
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException word) {
      return null;
    }
  }
}
