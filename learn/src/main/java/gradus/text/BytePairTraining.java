package gradus.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/// Learns from a text which pairs of tokens to merge: again and again the most frequent one, of
/// equally frequent ones that with the smaller left, then right token.
///
/// Every word stands once, as a linked list of tokens, and counts as often as it occurs. A merge
/// visits only the places of its pair and changes the counts of its neighbours. The heap may hold a
/// count that has fallen since; it is put back with the true one when it comes up. Ties and all
/// else are as in Hugging Face's tokenizers, so that both learn the same.
final class BytePairTraining {
  /// The fewest occurrences of a pair that is merged: one alone would be learned by heart.
  private static final long FEWEST = 2;

  private final int[] tokens;
  private final int[] next;
  private final int[] previous;
  private final int[] weights;
  private final Map<Long, Pair> pairs = new HashMap<>();
  private final PriorityQueue<Candidate> heap =
      new PriorityQueue<>(
          Comparator.comparingLong((Candidate candidate) -> -candidate.count)
              .thenComparingLong(candidate -> candidate.pair.key));
  private final Set<Pair> risen = new LinkedHashSet<>();

  private static final class Pair {
    final long key;
    final Ints places = new Ints();
    long count;

    Pair(long key) {
      this.key = key;
    }

    int left() {
      return (int) (key >> 32);
    }

    int right() {
      return (int) key;
    }
  }

  private record Candidate(Pair pair, long count) {}

  private BytePairTraining(String text, int[] byteTokens) {
    Map<String, Integer> words = new LinkedHashMap<>();
    Words.each(text, word -> words.merge(word, 1, Integer::sum));
    var all = new Ints();
    var counts = new Ints();
    words.forEach((word, count) -> {
      for (byte one : word.getBytes(StandardCharsets.UTF_8)) {
        all.add(byteTokens[one & 0xff]);
        counts.add(count);
      }
      // What ends a word, so that nothing is merged across it.
      all.add(-1);
      counts.add(0);
    });
    tokens = all.toArray();
    weights = counts.toArray();
    next = new int[tokens.length];
    previous = new int[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      next[i] = i + 1;
      previous[i] = i - 1;
    }
    for (int i = 0; i + 1 < tokens.length; i++) {
      rise(i, i + 1);
    }
    offer();
  }

  /// Left, right and result of each merge, the first one first.
  ///
  /// @param size the number of tokens to stop at
  static int[] learn(String text, int[] byteTokens, int size) {
    return new BytePairTraining(text, byteTokens).learn(byteTokens, size);
  }

  private int[] learn(int[] byteTokens, int size) {
    List<String> pieces = new ArrayList<>();
    Map<String, Integer> known = new HashMap<>();
    var bytes = new String[byteTokens.length];
    for (int i = 0; i < byteTokens.length; i++) {
      bytes[byteTokens[i]] = Character.toString(i);
    }
    pieces.addAll(Arrays.asList(bytes));
    pieces.forEach(piece -> known.put(piece, known.size()));
    var merges = new Ints();
    while (pieces.size() < size) {
      Candidate best = heap.poll();
      if (best == null || best.count < FEWEST) {
        break;
      }
      Pair pair = best.pair;
      if (pair.count != best.count) {
        if (pair.count > 0 && pair.count < best.count) {
          heap.add(new Candidate(pair, pair.count));
        }
        continue;
      }
      String piece = pieces.get(pair.left()) + pieces.get(pair.right());
      if (piece.length() > BytePairTokenizer.LONGEST_PIECE) {
        continue;
      }
      // The same bytes may come about in two ways, and are one token.
      int result = known.computeIfAbsent(piece, _ -> pieces.size());
      if (result == pieces.size()) {
        pieces.add(piece);
      }
      merges.addAll(new int[] {pair.left(), pair.right(), result});
      merge(pair, result);
    }
    return merges.toArray();
  }

  private void merge(Pair pair, int result) {
    var places = pair.places.toArray();
    Arrays.sort(places);
    pairs.remove(pair.key);
    pair.count = 0;
    for (int left : places) {
      int right = next[left];
      if (tokens[left] != pair.left() || tokens[right] != pair.right()) {
        continue;
      }
      int before = previous[left];
      int after = next[right];
      fall(before, left);
      fall(right, after);
      tokens[left] = result;
      tokens[right] = -1;
      next[left] = after;
      previous[after] = left;
      rise(before, left);
      rise(left, after);
    }
    offer();
  }

  private boolean isPair(int left, int right) {
    return left >= 0 && tokens[left] >= 0 && tokens[right] >= 0;
  }

  private void rise(int left, int right) {
    if (isPair(left, right)) {
      var pair =
          pairs.computeIfAbsent(BytePairs.key(tokens[left], tokens[right]), key -> new Pair(key));
      pair.count += weights[left];
      pair.places.add(left);
      risen.add(pair);
    }
  }

  private void fall(int left, int right) {
    if (isPair(left, right)) {
      var pair = pairs.get(BytePairs.key(tokens[left], tokens[right]));
      // That which is being merged is no longer counted.
      if (pair != null) {
        pair.count -= weights[left];
      }
    }
  }

  private void offer() {
    risen.forEach(pair -> heap.add(new Candidate(pair, pair.count)));
    risen.clear();
  }
}
