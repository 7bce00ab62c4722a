package gradus.studio.words;

import gradus.io.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Texts broken into lines that a terminal has room for. Chinese has no spaces: a line may end
/// after any character, but no mark that closes begins one, and none that opens ends one.
public final class Wrapping {
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[\\d;]*m");
  private static final String CHINESE = "\u2e80-\u2fff\u3400-\u9fff\uf900-\ufaff";
  private static final String OPENING = "\u201c\u2018\uff08\u300a\u3010";
  private static final String CLOSING =
      "\u201d\u2019\uff09\u300b\u3011\u3002\uff0c\u3001\uff1b\uff1a\uff1f\uff01\u2026";

  /// What stays on one line: a word, or a Chinese character, with the marks before and after it and
  /// the spaces that follow.
  private static final Pattern UNIT =
      Pattern.compile(
          "[%1$s]*(?:[%2$s]|[^\\s%1$s%2$s%3$s]+|.)[%3$s]*\\s*"
              .replace("%1$s", OPENING)
              .replace("%2$s", CHINESE)
              .replace("%3$s", CLOSING));

  private Wrapping() {}

  /// A text as lines of at most 80 cells, unless a word is wider. Lines that begin with two spaces
  /// are commands to copy, and stay as they are.
  public static String of(String text) {
    return text.lines()
        .flatMap(line ->
            line.startsWith("  ") ? Stream.of(line) : of(line, Cells.USUAL_COLUMNS).stream())
        .collect(Collectors.joining("\n"));
  }

  /// A line as lines of at most some number of cells, unless a word is wider.
  public static List<String> of(String text, int width) {
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

  /// How many cells a text takes, without the codes that colour it.
  private static int width(String text) {
    return Cells.width(COLOUR.matcher(text).replaceAll(""));
  }
}
