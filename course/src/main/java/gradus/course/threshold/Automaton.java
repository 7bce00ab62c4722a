package gradus.course.threshold;

import gradus.plot.Text;
import java.util.List;
import java.util.Set;

/// A machine with finitely many states that reads a word of zeros and ones, and accepts it or not.
/// It begins in state 0.
///
/// @param states their names
/// @param next the state that follows on each state when it reads 0, and when it reads 1
/// @param accepting the states in which a word that ends is accepted
public record Automaton(List<Text> states, List<List<Integer>> next, Set<Integer> accepting) {
  /// How many symbols there are: 0 and 1.
  static final int SYMBOLS = 2;

  /// Copies the collections.
  public Automaton {
    states = List.copyOf(states);
    next = next.stream().map(List::copyOf).toList();
    accepting = Set.copyOf(accepting);
  }

  /// Whether it accepts a word.
  ///
  /// @param word its first symbol is the highest of `length` binary digits
  boolean accepts(int word, int length) {
    int state = 0;
    for (int place = length - 1; place >= 0; place--) {
      state = next.get(state).get(word >> place & 1);
    }
    return accepting.contains(state);
  }
}
