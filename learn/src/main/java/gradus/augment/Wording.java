package gradus.augment;

import gradus.data.DataException;
import java.util.ArrayList;
import java.util.List;

/// A text as its words and the gaps around them: spaces and punctuation.
///
/// @param words in order
/// @param gaps one more than there are words: before the first, between, and after the last; empty
///   between words of Chinese
record Wording(List<String> words, List<String> gaps) {
  /// The words of a text.
  ///
  /// @throws DataException where the segmenter's pieces are not the text
  static Wording of(Segmenter segmenter, String text) {
    List<String> pieces = segmenter.pieces(text);
    if (!String.join("", pieces).equals(text)) {
      throw new DataException(
          "%s: the pieces of a text must be the text when put together, but those of \"%s\" are %s;"
              + " keep spaces and punctuation as pieces too",
          segmenter.name(), text, pieces);
    }
    List<String> words = new ArrayList<>();
    List<String> gaps = new ArrayList<>(List.of(""));
    for (String piece : pieces) {
      if (!Letters.isWord(piece)) {
        gaps.set(words.size(), gaps.getLast() + piece);
      } else if (!words.isEmpty()
          && gaps.getLast().isEmpty()
          && Letters.merge(words.getLast(), piece)) {
        // Apart, they could be put in an order in which nobody would see two words.
        words.set(words.size() - 1, words.getLast() + piece);
      } else {
        words.add(piece);
        gaps.add("");
      }
    }
    return new Wording(words, gaps);
  }

  int size() {
    return words.size();
  }

  /// The share of the words as a number of them: at least one, unless the share is 0.
  int count(double share) {
    return share == 0 ? 0 : Math.max(1, (int) (share * size()));
  }

  /// Other words, as many, in the same gaps.
  Wording with(List<String> others) {
    return new Wording(others, gaps);
  }

  /// Without some words. Of the two gaps around one that goes, the punctuation stays, and of spaces
  /// those before it.
  Wording keeping(boolean[] kept) {
    List<String> some = new ArrayList<>();
    List<String> between = new ArrayList<>(List.of(gaps.getFirst()));
    for (int i = 0; i < kept.length; i++) {
      String after = gaps.get(i + 1);
      if (kept[i]) {
        some.add(words.get(i));
        between.add(after);
      } else {
        between.set(some.size(), closed(between.getLast(), after));
      }
    }
    return new Wording(some, between);
  }

  private static String closed(String before, String after) {
    return after.isBlank() ? before : before.stripTrailing() + after;
  }

  /// The text.
  String text() {
    var text = new StringBuilder(gaps.getFirst());
    for (int i = 0; i < size(); i++) {
      if (i > 0 && gaps.get(i).isEmpty() && Letters.merge(words.get(i - 1), words.get(i))) {
        text.append(' ');
      }
      text.append(words.get(i)).append(gaps.get(i + 1));
    }
    return text.toString();
  }
}
