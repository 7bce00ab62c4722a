package gradus.words;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.seg.Segment;
import com.hankcs.hanlp.seg.common.Term;
import gradus.augment.Lexicon;
import gradus.augment.Segmenter;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;

/// Chinese in simplified characters, with the words of HanLP and the synonyms of the extended Cilin
/// (同义词词林扩展版, Harbin Institute of Technology).
///
/// Runs of Chinese characters are divided by HanLP's dictionary and the frequencies of pairs; all
/// else as [Segmenter#letters] does it. A word's synonyms are those of one meaning, of the same
/// part of speech, of two characters or more, and in use. A word has none and stays as it is where
/// it has one character, is no noun, verb, adjective or adverb, or has more than two meanings.
/// Traditional characters are mostly divided one by one, and have no synonyms.
public final class ChineseWords implements Lexicon {
  private static final ChineseWords LEXICON = new ChineseWords();

  private final OnDemand<Segment> segment = new OnDemand<>(HanLP::newSegment);
  private final OnDemand<Cilin> dictionary = new OnDemand<>(Cilin::load);

  private ChineseWords() {}

  /// The dictionary, which is read when it is first asked.
  public static ChineseWords lexicon() {
    return LEXICON;
  }

  /// `Chinese HanLP 1.8.6 Cilin`.
  @Override
  public String name() {
    return "Chinese HanLP 1.8.6 Cilin";
  }

  @Override
  public List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      boolean han = isHan(text.codePointAt(start));
      int end = start;
      while (end < text.length() && isHan(text.codePointAt(end)) == han) {
        end += Character.charCount(text.codePointAt(end));
      }
      String run = text.substring(start, end);
      pieces.addAll(han ? divided(run) : Segmenter.letters().pieces(run));
      start = end;
    }
    return pieces;
  }

  private List<String> divided(String run) {
    List<String> words = new ArrayList<>();
    int at = 0;
    for (Term term : segment.get().seg(run)) {
      int end = at + term.word.length();
      // A dictionary of the user's may have words of other characters for these.
      if (!run.startsWith(term.word, at)) {
        return Segmenter.letters().pieces(run);
      }
      words.add(term.word);
      at = end;
    }
    return words;
  }

  @Override
  public List<String> synonyms(String word) {
    return dictionary.get().of(word);
  }

  static boolean isHan(int point) {
    return UnicodeScript.of(point) == UnicodeScript.HAN;
  }
}
