package gradus.studio.words;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Guesses what a misspelt name was meant to be.
final class Spelling {
  private Spelling() {}

  /// The known name that takes the fewest changes, if those are few enough to be slips.
  static Optional<String> closest(String name, Collection<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparingInt(one -> distance(wanted, one.toLowerCase(Locale.ROOT))))
        .filter(one ->
            distance(wanted, one.toLowerCase(Locale.ROOT))
                <= Math.max(1, Math.min(wanted.length(), one.length()) / 2));
  }

  /// How many letters have to be added, dropped, changed or swapped with their neighbour (Damerau,
  /// "A technique for computer detection and correction of spelling errors", 1964).
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = cost[i - 1][j - 1] + (same ? 0 : 1);
        least = Math.min(least, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        cost[i][j] = swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
      }
    }
    return cost[a.length()][b.length()];
  }
}
