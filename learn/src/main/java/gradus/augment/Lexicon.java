package gradus.augment;

import java.util.List;

/// A language's words: where they are in a text, and which others mean the same.
///
/// `EnglishWords`, `ChineseWords` and `MixedWords` of the module `gradus.words` are lexicons.
public interface Lexicon extends Segmenter, Synonyms {
  /// A lexicon of two parts.
  static Lexicon of(Segmenter segmenter, Synonyms synonyms) {
    String name = segmenter.name() + ", " + synonyms.name();
    return new Lexicon() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<String> pieces(String text) {
        return segmenter.pieces(text);
      }

      @Override
      public List<String> synonyms(String word) {
        return synonyms.synonyms(word);
      }
    };
  }
}
