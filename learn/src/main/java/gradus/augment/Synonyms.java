package gradus.augment;

import java.util.List;
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
}
