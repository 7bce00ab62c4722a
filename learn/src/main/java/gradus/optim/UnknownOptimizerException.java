package gradus.optim;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A name that no optimizer has, with the one that may have been meant.
public final class UnknownOptimizerException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnknownOptimizerException(String name, List<String> known) {
    super(
        "optimizer: there is no \"%s\"%s Known are: %s"
            .formatted(name, suggestion(name, known), String.join(", ", known)));
  }

  private static String suggestion(String name, List<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(one -> distance(wanted, one) <= Math.max(1, one.length() / 2))
        .min(Comparator.comparingInt(one -> distance(wanted, one)))
        .map(one -> "; did you mean \"" + one + "\"?")
        .orElse(".");
  }

  /// How many letters have to be added, dropped or changed (Levenshtein).
  private static int distance(String a, String b) {
    var row = new int[b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      int diagonal = i - 1;
      for (int j = 0; j <= b.length(); j++) {
        int above = row[j];
        if (i == 0 || j == 0) {
          row[j] = i + j;
        } else {
          int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
          row[j] = Math.min(changed, Math.min(above, row[j - 1]) + 1);
        }
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
