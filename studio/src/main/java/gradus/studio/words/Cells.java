package gradus.studio.words;

import java.util.List;

/// Text measured in a terminal's cells, of which a Chinese character takes two.
public final class Cells {
  private Cells() {}

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
    return wide ? 2 : 1;
  }

  public static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  public static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - width(text))) + text;
  }

  /// Lines of a table, the first column aligned to the left and the others to the right.
  public static List<String> table(List<List<String>> rows) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    return rows.stream()
        .map(row -> {
          var line = new StringBuilder();
          for (int i = 0; i < row.size(); i++) {
            line.append(i == 0 ? left(row.get(i), widths[i]) : "  " + right(row.get(i), widths[i]));
          }
          return line.toString().stripTrailing();
        })
        .toList();
  }
}
