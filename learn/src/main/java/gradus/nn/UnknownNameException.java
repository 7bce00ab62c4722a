package gradus.nn;

import gradus.tensor.ArgumentException;
import gradus.tensor.Message;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A name that stands for nothing, with the one that may have been meant.
public final class UnknownNameException extends ArgumentException {
  private static final long serialVersionUID = 1L;

  /// An error that reads `KIND: there is no "NAME"; did you mean "KNOWN"? Known are: ...`.
  public UnknownNameException(String kind, String name, Collection<String> known) {
    super(
        "%s: there is no \"%s\"%s Known are: %s",
        kind, name, suggestion(name, known), String.join(", ", known));
  }

  private static Message suggestion(String name, Collection<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparingInt(one -> distance(wanted, one.toLowerCase(Locale.ROOT))))
        .filter(one ->
            distance(wanted, one.toLowerCase(Locale.ROOT))
                <= Math.max(1, Math.min(wanted.length(), one.length()) / 2))
        .map(one -> Message.of("; did you mean \"%s\"?", one))
        .orElse(Message.of("."));
  }

  /// How many letters have to be added, dropped, changed or swapped with their neighbour.
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = cost[i - 1][j - 1] + (same ? 0 : 1);
        for (int other : List.of(cost[i - 1][j] + 1, cost[i][j - 1] + 1)) {
          least = Math.min(least, other);
        }
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = least;
      }
    }
    return cost[a.length()][b.length()];
  }
}
