package gradus.studio.command;

import gradus.augment.Segmenter;
import gradus.io.Cells;
import gradus.studio.console.Console;
import gradus.studio.console.Session;
import gradus.studio.words.Wrapping;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Texts before and after a change, one above the other; in a terminal with colours, what went is
/// red and what came is green.
///
/// @param segmenter what finds the words to compare
record TextChanges(Session session, Segmenter segmenter) {
  private static final int SHOWN = 10;

  /// More pieces than these are not compared, since that takes the product of both numbers.
  private static final int MOST_COMPARED = 2000;

  private static final String BETWEEN = "  ";

  /// Writes the first texts.
  void tell(List<String> before, List<String> after) {
    int shown = Math.min(SHOWN, before.size());
    int numbers = Integer.toString(shown).length();
    String first = session.text("augment.before");
    String second = session.text("augment.after");
    int labels = Cells.widest(List.of(first, second));
    for (int i = 0; i < shown; i++) {
      String number = Cells.right(Integer.toString(i + 1), numbers) + BETWEEN;
      String none = " ".repeat(number.length());
      List<String> marked = marked(before.get(i), after.get(i));
      say(number + Cells.left(first, labels) + BETWEEN, marked.getFirst());
      say(none + Cells.left(second, labels) + BETWEEN, marked.getLast());
    }
    if (shown < before.size()) {
      session.say();
      session.tell(session.text("augment.more", shown, before.size()));
    }
  }

  private void say(String head, String text) {
    int indent = Cells.width(head);
    String start = session.style().faint(head);
    for (String line : Wrapping.wrap(text, Cells.USUAL_COLUMNS - indent)) {
      session.say(start + line);
      start = " ".repeat(indent);
    }
  }

  /// Both texts with what they do not have in common in colour.
  private List<String> marked(String before, String after) {
    Console.Style style = session.style();
    List<String> old = segmenter.pieces(before);
    List<String> changed = segmenter.pieces(after);
    if (!style.on() || Math.max(old.size(), changed.size()) > MOST_COMPARED) {
      return List.of(before, after);
    }
    int[][] common = common(old, changed);
    var first = new StringBuilder();
    var second = new StringBuilder();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < changed.size()) {
      boolean both = i < old.size() && j < changed.size();
      if (both && old.get(i).equals(changed.get(j))) {
        first.append(old.get(i++));
        second.append(changed.get(j++));
      } else if (j == changed.size() || (both && common[i + 1][j] >= common[i][j + 1])) {
        first.append(coloured(old.get(i++), style::red));
      } else {
        second.append(coloured(changed.get(j++), style::green));
      }
    }
    return List.of(first.toString(), second.toString());
  }

  private static String coloured(String piece, UnaryOperator<String> colour) {
    return piece.isBlank() ? piece : colour.apply(piece);
  }

  /// For each pair of places how many pieces the rests have in common, in order.
  private static int[][] common(List<String> old, List<String> changed) {
    int[][] common = new int[old.size() + 1][changed.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = changed.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(changed.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  /// The lines of a text that have something in them.
  static List<String> texts(String content) {
    List<String> texts = new ArrayList<>();
    content.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(texts::add);
    return texts;
  }
}
