package gradus.augment;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Characters as words are made of them.
final class Letters {
  static final Segmenter SEGMENTER = Segmenter.of("letters", Letters::pieces);

  /// Scripts that put no spaces between words.
  private static final Set<UnicodeScript> UNSPACED =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TIBETAN);

  private Letters() {}

  /// Whether a piece is a word, and not what stands between words.
  static boolean isWord(String piece) {
    return !piece.isEmpty() && Character.isLetterOrDigit(piece.codePointAt(0));
  }

  /// Whether two words would become one with nothing between them.
  static boolean merge(String left, String right) {
    return isSpaced(left.codePointBefore(left.length())) && isSpaced(right.codePointAt(0));
  }

  private static boolean isSpaced(int point) {
    return continues(point) && !UNSPACED.contains(UnicodeScript.of(point));
  }

  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    int at = 0;
    while (at < text.length()) {
      int end = wordEnd(text, at);
      if (end == at) {
        at += Character.charCount(text.codePointAt(at));
        continue;
      }
      if (start < at) {
        pieces.add(text.substring(start, at));
      }
      pieces.add(text.substring(at, end));
      at = end;
      start = end;
    }
    if (start < at) {
      pieces.add(text.substring(start));
    }
    return pieces;
  }

  /// Where the word that begins here ends; here, where none does.
  private static int wordEnd(String text, int at) {
    int first = text.codePointAt(at);
    if (!Character.isLetterOrDigit(first)) {
      return at;
    }
    boolean han = isHan(first);
    int end = at + Character.charCount(first);
    while (end < text.length()) {
      int point = text.codePointAt(end);
      if (isMark(point) || (!han && continues(point) && !isHan(point))) {
        end += Character.charCount(point);
      } else if (!han && joins(text, end)) {
        end++;
      } else {
        break;
      }
    }
    return end;
  }

  /// Whether a mark of punctuation has a word on both sides: `don't`, `well-known`, `3.5`.
  private static boolean joins(String text, int at) {
    if (at + 1 >= text.length()) {
      return false;
    }
    int next = text.codePointAt(at + 1);
    return switch (text.charAt(at)) {
      case '\'', '\u2019', '-' -> Character.isLetterOrDigit(next) && !isHan(next);
      case '.', ',' -> Character.isDigit(text.codePointBefore(at)) && Character.isDigit(next);
      default -> false;
    };
  }

  private static boolean continues(int point) {
    return Character.isLetterOrDigit(point) || isMark(point);
  }

  private static boolean isMark(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }

  private static boolean isHan(int point) {
    return UnicodeScript.of(point) == UnicodeScript.HAN;
  }
}
