package gradus.studio.console;

import gradus.io.Cells;
import java.util.List;

/// The lines of a command's output: parts, headings and tables.
///
/// @param session where they are written
record Lines(Session session) {

  /// A line that begins a part.
  void heading(String text) {
    session.say(session.style().bold(text));
  }

  /// An empty line, then one that begins a part.
  void part(String text) {
    session.say();
    heading(text);
  }

  /// A table whose first row names the columns.
  void table(List<List<String>> rows) {
    List<String> lines = Cells.table(rows);
    session.say(session.style().faint(lines.getFirst()));
    lines.subList(1, lines.size()).forEach(session::say);
  }
}
