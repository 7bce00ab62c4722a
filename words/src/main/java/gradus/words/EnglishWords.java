package gradus.words;

import gradus.augment.Lexicon;
import gradus.augment.Segmenter;
import java.util.List;

/// English, with the synonyms of WordNet 3.1 (Miller, "WordNet: a lexical database for English",
/// 1995).
///
/// A word's synonyms are those of its most frequent sense, of the part of speech that it mostly is,
/// and in use. Plurals and regular forms of verbs are answered in the same form: `movies` with
/// `films`. A word has none and stays as it is where one cannot know: where it is as often a noun
/// as a verb, an irregular form, a name, or one of those words, such as `not`, that carry a
/// sentence. Phrases are left out, so that a word always becomes one word.
public final class EnglishWords implements Lexicon {
  private static final EnglishWords LEXICON = new EnglishWords();

  private final OnDemand<EnglishSynonyms> dictionary = new OnDemand<>(EnglishSynonyms::load);

  private EnglishWords() {}

  /// The dictionary, which is read when it is first asked.
  public static EnglishWords lexicon() {
    return LEXICON;
  }

  /// `English WordNet 3.1`.
  @Override
  public String name() {
    return "English WordNet 3.1";
  }

  @Override
  public List<String> pieces(String text) {
    return Segmenter.letters().pieces(text);
  }

  @Override
  public List<String> synonyms(String word) {
    return dictionary.get().of(word);
  }
}
