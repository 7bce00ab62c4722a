package gradus.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Rows that hold the same as earlier ones, told by a number of 64 bits for each.
final class RowCopies {
  private RowCopies() {}

  /// A number for each row, the same for rows that hold the same.
  static long[] checksums(Table table) {
    long[] sums = new long[table.rows()];
    for (Column column : table.columns()) {
      for (int row = 0; row < sums.length; row++) {
        sums[row] = joined(sums[row], value(column, row));
      }
    }
    return sums;
  }

  private static long value(Column column, int row) {
    return switch (column) {
      case Column.Numbers numbers -> Double.doubleToLongBits(numbers.values()[row]);
      case Column.Categories words -> words.codes()[row];
      case Column.Dates _, Column.Texts _ -> value(column.text(row));
    };
  }

  private static long value(String text) {
    long value = text.length();
    for (int i = 0; i < text.length(); i++) {
      value = joined(value, text.charAt(i));
    }
    return value;
  }

  /// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
  private static long joined(long sum, long value) {
    long mixed = sum + 0x9e3779b97f4a7c15L + value;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /// Of each row, the first one with the same number.
  static int[] firsts(long[] sums) {
    int[] firsts = new int[sums.length];
    Arrays.setAll(firsts, row -> row);
    long[] sorted = sums.clone();
    Arrays.sort(sorted);
    // Only of numbers that come again the first one is remembered: mostly there are few.
    Map<Long, Integer> repeated = new HashMap<>();
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        repeated.put(sorted[i], -1);
      }
    }
    for (int row = 0; row < sums.length && !repeated.isEmpty(); row++) {
      int here = row;
      Integer first = repeated.computeIfPresent(sums[row], (_, known) -> known < 0 ? here : known);
      firsts[row] = first == null ? row : first;
    }
    return firsts;
  }
}
