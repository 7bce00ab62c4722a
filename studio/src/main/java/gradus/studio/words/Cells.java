package gradus.studio.words;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Text measured in a terminal's cells, of which a Chinese character takes two.
public final class Cells {
  /// The width of screens and messages.
  public static final int SCREEN = 80;

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[\\d;]*m");

  /// What stays on one line: a word, or a Chinese character with the marks that stand before and
  /// after it; and the space after it.
  private static final Pattern UNIT =
      Pattern.compile(
          "[“‘（《【]*(?:[⺀-⻿㐀-鿿豈-﫿]|[^\\s⺀-⻿㐀-鿿豈-﫿。，、；：？！”’）》】…]+|.)[。，、；：？！”’）》】…]*\\s*");

  private Cells() {}

  /// A text as lines of at most 80 cells, unless a word is wider. Lines that begin with two spaces
  /// are commands to copy, and stay as they are.
  public static String wrapped(String text) {
    return text.lines()
        .map(line -> line.startsWith("  ") ? line : String.join("\n", wrap(line, SCREEN)))
        .collect(Collectors.joining("\n"));
  }

  /// A line as lines of at most some number of cells, unless a word is wider.
  public static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    var line = new StringBuilder();
    Matcher units = UNIT.matcher(text);
    while (units.find()) {
      String unit = units.group();
      if (!line.isEmpty() && width(line + unit.stripTrailing()) > width) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
      }
      line.append(unit);
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  /// How wide a text is, without the codes that colour it.
  public static int width(String text) {
    return COLOUR.matcher(text).replaceAll("").codePoints().map(Cells::width).sum();
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

  /// Lines of a table, the first column aligned to the left and the others to the right: two spaces
  /// apart, or one where a terminal has no room for more.
  public static List<String> table(List<List<String>> rows) {
    List<String> apart = table(rows, "  ");
    boolean fits = apart.stream().allMatch(line -> width(line) <= SCREEN);
    return fits ? apart : table(rows, " ");
  }

  private static List<String> table(List<List<String>> rows, String gap) {
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
            line.append(i == 0 ? left(row.get(i), widths[i]) : gap + right(row.get(i), widths[i]));
          }
          return line.toString().stripTrailing();
        })
        .toList();
  }
}
