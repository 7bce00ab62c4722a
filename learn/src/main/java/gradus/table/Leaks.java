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

  /// Whether the numbers of each class lie in a stretch of their own.
  private static boolean separates(double[] values, int[] classes) {
    int count = Arrays.stream(classes).max().orElse(-1) + 1;
    double[] least = new double[count];
    double[] most = new double[count];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
    for (int row = 0; row < values.length; row++) {
      least[classes[row]] = Math.min(least[classes[row]], values[row]);
      most[classes[row]] = Math.max(most[classes[row]], values[row]);
    }
    int[] order =
        IntStream.range(0, count)
            .filter(code -> least[code] <= most[code])
            .boxed()
            .sorted(Comparator.comparingDouble(code -> least[code]))
            .mapToInt(Integer::intValue)
            .toArray();
    return IntStream.range(1, order.length).allMatch(i -> most[order[i - 1]] < least[order[i]]);
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
