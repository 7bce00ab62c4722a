package gradus.table;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a column may still be, as its fields are seen one after the other.
final class ColumnKind {
  /// More different words than this are texts.
  private static final int MOST_CATEGORIES = 10_000;

  private final Set<String> words = new HashSet<>();
  private boolean numbers = true;
  private boolean dates = true;
  private boolean countable = true;
  private long filled;
  private long letters;

  /// What fields are read as.
  enum Kind {
    NUMBERS,
    DATES,
    CATEGORIES,
    TEXTS
  }

  void see(String field) {
    filled++;
    letters += field.length();
    numbers = numbers && number(field) != null;
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
    if (numbers) {
      return Kind.NUMBERS;
    } else if (dates) {
      return Kind.DATES;
    }
    boolean repeats = countable && (words.size() <= 20 || words.size() * 2L <= filled);
    boolean sentences = letters > filled * 40;
    return repeats && !(sentences && words.size() > 20) ? Kind.CATEGORIES : Kind.TEXTS;
  }

  /// The different words, where the column is [Kind#CATEGORIES].
  Set<String> words() {
    return words;
  }

  /// A field as a number; null where it is none.
  static @Nullable Double number(String field) {
    int length = field.length();
    if (length == 0 || length > 40) {
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
