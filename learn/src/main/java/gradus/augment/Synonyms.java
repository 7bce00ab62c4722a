package gradus.augment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// Words that mean the same.
///
/// The module `gradus.words` has dictionaries of English and Chinese.
public interface Synonyms {
  /// What tells this dictionary from others: part of the fingerprint of what is made with it.
  String name();

  /// Words that can stand in a word's place, always in the same order; none where there are no
  /// others, or where the word had better stay, as `not` had.
  ///
  /// @param word as it stands in the text, capitals too; what is answered is given the same ones
  List<String> synonyms(String word);

  /// A dictionary of one's own: a pure function that several threads may call.
  ///
  /// @param name what the function goes by; another one needs another name
  static Synonyms of(String name, Function<String, List<String>> synonyms) {
    return new Synonyms() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<String> synonyms(String word) {
        return synonyms.apply(word);
      }
    };
  }

  /// A dictionary of one's own, of groups of words that mean the same. A word that is in several
  /// groups has the others of all of them.
  ///
  /// @param name what the groups go by; others need another name
  /// @param groups words in small letters; capitals are not looked at
  @SafeVarargs
  static Synonyms ofGroups(String name, List<String>... groups) {
    Map<String, List<String>> others = new HashMap<>();
    for (List<String> group : groups) {
      for (String word : group) {
        List<String> known = others.computeIfAbsent(word, _ -> new ArrayList<>());
        group.stream()
            .filter(other -> !other.equals(word) && !known.contains(other))
            .forEach(known::add);
      }
    }
    Map<String, List<String>> kept = Map.copyOf(others);
    return of(
        name, word -> List.copyOf(kept.getOrDefault(word.toLowerCase(Locale.ROOT), List.of())));
  }
}
