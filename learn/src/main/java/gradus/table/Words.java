package gradus.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The different words of a column, each with its place: in the order of the alphabet, or by their
/// size if all are numbers.
record Words(List<String> ordered, Map<String, Integer> places) {

  /// @param words each once
  static Words of(Collection<String> words) {
    boolean numbers = words.stream().allMatch(word -> ColumnKind.number(word) != null);
    Comparator<String> order =
        numbers
            ? Comparator.comparing(word -> Objects.requireNonNull(ColumnKind.number(word)))
            : Comparator.naturalOrder();
    List<String> ordered = words.stream().sorted(order).toList();
    Map<String, Integer> places = new HashMap<>();
    for (String word : ordered) {
      places.put(word, places.size());
    }
    return new Words(ordered, places);
  }

  /// The place of a word; -1 for one that is not among them.
  int place(String word) {
    return places.getOrDefault(word, -1);
  }
}
