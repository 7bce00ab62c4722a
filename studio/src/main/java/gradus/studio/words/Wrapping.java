package gradus.studio.words;

import gradus.io.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Long texts as lines that a terminal has room for, broken between words or Chinese characters.
public final class Wrapping {
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[\\d;]*m");

  /// What stays on one line: a word, or a Chinese character with the marks that stand before and
  /// after it; and the space after it.
  private static final Pattern UNIT =
      Pattern.compile(
          "[“‘（《【]*(?:[⺀-⻿㐀-鿿豈-﫿]|[^\\s⺀-⻿㐀-鿿豈-﫿。，、；：？！”’）》】…]+|.)[。，、；：？！”’）》】…]*\\s*");

  private Wrapping() {}

  /// A text as lines of at most 80 cells, unless a word is wider. Lines that begin with two spaces
  /// are commands to copy, and stay as they are.
  public static String wrapped(String text) {
    return text.lines()
        .map(line ->
            line.startsWith("  ") ? line : String.join("\n", wrap(line, Cells.USUAL_COLUMNS)))
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

  /// How wide a text is without the codes that colour it.
  private static int width(String text) {
    return Cells.width(COLOUR.matcher(text).replaceAll(""));
  }
}
