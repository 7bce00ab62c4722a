package gradus.words;

import gradus.augment.Lexicon;
import java.util.List;

/// Chinese and English side by side: each word is looked up in the dictionary of its characters.
public final class MixedWords implements Lexicon {
  private static final MixedWords LEXICON = new MixedWords();

  private MixedWords() {}

  /// Both dictionaries, each of which is read when it is first needed.
  public static MixedWords lexicon() {
    return LEXICON;
  }

  /// The names of both.
  @Override
  public String name() {
    return ChineseWords.lexicon().name() + ", " + EnglishWords.lexicon().name();
  }

  @Override
  public List<String> pieces(String text) {
    return ChineseWords.lexicon().pieces(text);
  }

  @Override
  public List<String> synonyms(String word) {
    return !word.isEmpty() && ChineseWords.isHan(word.codePointAt(0))
        ? ChineseWords.lexicon().synonyms(word)
        : EnglishWords.lexicon().synonyms(word);
  }
}
