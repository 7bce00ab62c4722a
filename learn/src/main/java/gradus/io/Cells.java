package gradus.io;

import java.util.ArrayList;
import java.util.List;

/// Text measured in a terminal's cells, of which a Chinese character takes two, and a mark on
/// another character none.
public final class Cells {
  /// How wide a terminal is that says nothing else: what is printed is laid out for it.
  public static final int USUAL_COLUMNS = 80;

  private static final String BETWEEN = "  ";
  private static final String CUT = "\u2026";

  private Cells() {}

  /// How many cells a text takes.
  public static int width(String text) {
    return text.codePoints().map(Cells::width).sum();
  }

  private static int width(int point) {
    boolean wide =
        (point >= 0x1100 && point <= 0x115f)
            || (point >= 0x2e80 && point <= 0xa4cf)
            || (point >= 0xac00 && point <= 0xd7a3)
            || (point >= 0xf900 && point <= 0xfaff)
            || (point >= 0xfe30 && point <= 0xfe6f)
            || (point >= 0xff00 && point <= 0xff60)
            || (point >= 0xffe0 && point <= 0xffe6)
            || (point >= 0x1f300 && point <= 0x3fffd);
    return isMark(point) ? 0 : wide ? 2 : 1;
  }

  private static boolean isMark(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> true;
      default -> false;
    };
  }

  /// A text with spaces after it, as wide as asked at least.
  public static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  /// A text with spaces before it, as wide as asked at least.
  public static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - width(text))) + text;
  }

  /// A text that is at most as wide as asked, with an ellipsis where something was cut off.
  public static String cut(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    var kept = new StringBuilder();
    int room = width - width(CUT);
    for (int point : text.codePoints().toArray()) {
      room -= width(point);
      if (room < 0) {
        break;
      }
      kept.appendCodePoint(point);
    }
    return kept.append(CUT).toString();
  }

  /// The width of the widest text.
  public static int widest(List<String> texts) {
    return texts.stream().mapToInt(Cells::width).max().orElse(0);
  }

  /// The width of each column of a table.
  public static int[] widths(List<List<String>> rows) {
    int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    return widths;
  }

  /// Lines of a table, the first column aligned to the left and the others to the right.
  public static List<String> table(List<List<String>> rows) {
    int[] widths = widths(rows);
    return rows.stream()
        .map(row -> {
          var line = new StringBuilder();
          for (int i = 0; i < row.size(); i++) {
            line.append(
                i == 0 ? left(row.get(i), widths[i]) : BETWEEN + right(row.get(i), widths[i]));
          }
          return line.toString().stripTrailing();
        })
        .toList();
  }

  /// A table in as many parts as it takes for none to be wider than asked: each has the first
  /// column and some of the others, in order.
  public static List<List<List<String>>> parts(List<List<String>> rows, int width) {
    int[] widths = widths(rows);
    List<List<List<String>>> parts = new ArrayList<>();
    int from = 1;
    do {
      int to = from;
      int line = widths.length == 0 ? 0 : widths[0];
      while (to < widths.length && (to == from || line + BETWEEN.length() + widths[to] <= width)) {
        line += BETWEEN.length() + widths[to++];
      }
      parts.add(part(rows, from, to));
      from = to;
    } while (from < widths.length);
    return parts;
  }

  private static List<List<String>> part(List<List<String>> rows, int from, int to) {
    return rows.stream()
        .map(row -> {
          List<String> some = new ArrayList<>(row.subList(0, Math.min(1, row.size())));
          some.addAll(row.subList(Math.min(from, row.size()), Math.min(to, row.size())));
          return some;
        })
        .toList();
  }
}
