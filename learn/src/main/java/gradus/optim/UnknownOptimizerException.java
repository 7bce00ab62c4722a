package gradus.optim;

import gradus.tensor.Message;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A name that no optimizer has, with the one that may have been meant.
public final class UnknownOptimizerException extends OptimizerException {
  private static final long serialVersionUID = 1L;

  UnknownOptimizerException(String name, List<String> known) {
    super(
        "optimizer: there is no \"%s\"%s Known are: %s",
        name, suggestion(name, known), String.join(", ", known));
  }

  private static Message suggestion(String name, List<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(one -> distance(wanted, one) <= Math.max(1, one.length() / 2))
        .min(Comparator.comparingInt(one -> distance(wanted, one)))
        .map(one -> Message.of("; did you mean \"%s\"?", one))
        .orElse(Message.of("."));
  }

  /// How many letters have to be added, dropped, changed or swapped with their neighbour.
  private static int distance(String a, String b) {
    var cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : least(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int least(int[][] cost, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int changed = cost[i - 1][j - 1] + (same ? 0 : 1);
    int least = Math.min(changed, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
