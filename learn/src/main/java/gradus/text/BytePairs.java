package gradus.text;

import java.util.Arrays;

/// The pairs of tokens that are merged, in the order of their ranks, made to be looked up.
final class BytePairs {
  private final int[] merges;
  private final long[] keys;
  private final int[] ranks;

  /// @param merges left, right and result of each merge, the first one first
  BytePairs(int[] merges) {
    this.merges = merges;
    int count = merges.length / 3;
    var order = new long[count][];
    for (int rank = 0; rank < count; rank++) {
      order[rank] = new long[] {key(left(rank), right(rank)), rank};
    }
    Arrays.sort(order, (a, b) -> Long.compare(a[0], b[0]));
    keys = new long[count];
    ranks = new int[count];
    for (int i = 0; i < count; i++) {
      keys[i] = order[i][0];
      ranks[i] = (int) order[i][1];
    }
  }

  static long key(int left, int right) {
    return (long) left << 32 | right;
  }

  int count() {
    return keys.length;
  }

  int left(int rank) {
    return merges[3 * rank];
  }

  int right(int rank) {
    return merges[3 * rank + 1];
  }

  int result(int rank) {
    return merges[3 * rank + 2];
  }

  /// The rank of a pair; -1 where it is not merged.
  int rank(int left, int right) {
    int found = Arrays.binarySearch(keys, key(left, right));
    return found < 0 ? -1 : ranks[found];
  }

  /// Left, right and result of each merge; not to be changed.
  int[] toArray() {
    return merges;
  }
}
