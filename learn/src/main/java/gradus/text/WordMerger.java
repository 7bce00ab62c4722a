package gradus.text;

import java.util.PriorityQueue;

/// Merges the tokens of one word: of all pairs the one that was learned first, the leftmost of
/// equals, until no pair is left.
///
/// The tokens are a linked list and the pairs wait in a heap, so that `n` bytes take `n log n`
/// steps.
final class WordMerger {
  private final BytePairs pairs;
  private final int[] tokens;
  private final int[] next;
  private final int[] previous;
  private final PriorityQueue<Long> waiting = new PriorityQueue<>();

  private WordMerger(BytePairs pairs, int[] tokens) {
    this.pairs = pairs;
    this.tokens = tokens;
    next = new int[tokens.length];
    previous = new int[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      next[i] = i + 1 < tokens.length ? i + 1 : -1;
      previous[i] = i - 1;
    }
    for (int i = 0; i < tokens.length; i++) {
      consider(i);
    }
  }

  /// What is left of a word's tokens.
  ///
  /// @param tokens one for each byte; changed
  static int[] merge(BytePairs pairs, int[] tokens) {
    return new WordMerger(pairs, tokens).merge();
  }

  private void consider(int left) {
    int right = left < 0 ? -1 : next[left];
    int rank = right < 0 ? -1 : pairs.rank(tokens[left], tokens[right]);
    if (rank >= 0) {
      waiting.add((long) rank << 32 | left);
    }
  }

  private int[] merge() {
    for (Long best = waiting.poll(); best != null; best = waiting.poll()) {
      int rank = (int) (best >> 32);
      int left = best.intValue();
      int right = next[left];
      // A neighbour may have been merged since this pair was seen.
      if (right < 0 || tokens[left] != pairs.left(rank) || tokens[right] != pairs.right(rank)) {
        continue;
      }
      tokens[left] = pairs.result(rank);
      tokens[right] = -1;
      next[left] = next[right];
      if (next[left] >= 0) {
        previous[next[left]] = left;
      }
      consider(previous[left]);
      consider(left);
    }
    var merged = new Ints();
    for (int i = tokens.length == 0 ? -1 : 0; i >= 0; i = next[i]) {
      merged.add(tokens[i]);
    }
    return merged.toArray();
  }
}
