package gradus.table;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// Whether a column gives the answer away.
final class Leaks {
  /// Fewer rows than these may agree by chance.
  private static final int LEAST_ROWS = 30;

  private Leaks() {}

  /// Whether the target follows from a column alone: from each word, from which side of some limits
  /// a number lies, or, for a target of numbers, by a straight line.
  static boolean tellsAll(Column column, Column target) {
    if (column.size() < LEAST_ROWS || column.missing() > 0) {
      return false;
    }
    return switch (column) {
      case Column.Categories words when target instanceof Column.Categories classes ->
          tellsAll(words, classes);
      case Column.Numbers numbers when target instanceof Column.Categories classes ->
          separates(numbers.values(), classes.codes());
      case Column.Numbers numbers when target instanceof Column.Numbers values ->
          Math.abs(correlation(numbers.values(), values.values())) > 0.99999;
      default -> false;
    };
  }

  private static boolean tellsAll(Column.Categories words, Column.Categories classes) {
    Map<Integer, Integer> known = new HashMap<>();
    for (int row = 0; row < words.size(); row++) {
      Integer before = known.putIfAbsent(words.codes()[row], classes.codes()[row]);
      if (before != null && before != classes.codes()[row]) {
        return false;
      }
    }
    // Words that hardly come again tell nothing by coming once.
    return known.size() * 3 <= words.size();
  }

  /// Whether sorted by the numbers, each class is one stretch.
  private static boolean separates(double[] values, int[] classes) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> values[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    int stretches = 1;
    for (int i = 1; i < order.length; i++) {
      boolean other = classes[order[i]] != classes[order[i - 1]];
      if (other && values[order[i]] == values[order[i - 1]]) {
        return false;
      }
      stretches += other ? 1 : 0;
    }
    return stretches == Arrays.stream(classes).distinct().count();
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElse(0);
    double meanB = Arrays.stream(b).average().orElse(0);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
  }
}
