package gradus.studio.console;

import gradus.io.Cells;
import gradus.studio.words.Wrapping;
import java.util.List;
import java.util.stream.IntStream;

/// The lines of a command's output: parts, headings and tables.
///
/// @param session where they are written
record Lines(Session session) {

  /// A line that begins a part.
  void heading(String text) {
    for (String line : Wrapping.wrap(text, Cells.USUAL_COLUMNS)) {
      session.say(session.style().bold(line));
    }
  }

  /// An empty line, then one that begins a part.
  void part(String text) {
    session.say();
    heading(text);
  }

  /// A table whose first row names the columns; turned, where it is too wide for a terminal, so
  /// that columns become rows.
  void table(List<List<String>> rows) {
    List<String> lines = Cells.table(rows);
    if (Cells.widest(lines) > Cells.USUAL_COLUMNS) {
      lines = Cells.table(turned(rows));
    }
    session.say(session.style().faint(lines.getFirst()));
    lines.subList(1, lines.size()).forEach(session::say);
  }

  private static List<List<String>> turned(List<List<String>> rows) {
    return IntStream.range(0, rows.getFirst().size())
        .mapToObj(column -> rows.stream().map(row -> row.get(column)).toList())
        .toList();
  }
}
