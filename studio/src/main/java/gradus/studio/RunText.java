package gradus.studio;

import gradus.nn.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a run of any kind tells on the console.
///
/// @param session where
record RunText(Session session) {

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

  void model(Model model) {
    part(session.text("model.heading"));
    session.say(model.summary().render(session.messages().language().locale()));
  }

  void training(TrainingSettings settings) {
    part(session.text("train.heading"));
    session.say(settings.told(session));
  }

  /// The files of a finished run.
  ///
  /// @param pictures whether figures were saved as files too
  void files(RunFolder folder, boolean pictures) {
    part(session.text("files.heading"));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(session.text("files.model"), shown(folder.model())));
    rows.add(List.of(session.text("files.report"), shown(folder.report())));
    if (pictures) {
      rows.add(List.of(session.text("files.figures"), shown(folder.figures())));
    }
    int width = rows.stream().mapToInt(row -> Cells.width(row.getFirst())).max().orElse(0);
    rows.forEach(row ->
        session.say(Cells.left(row.getFirst(), width) + "  " + session.style().cyan(row.get(1))));
  }

  /// What to do with what is there now.
  void next(String text) {
    session.say(session.style().faint(text));
  }

  void interrupted(RunFolder folder) {
    session.warn(session.text("run.interrupted", quoted(folder.path())));
  }

  /// A path as short as it can be from where the user is.
  static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path full = path.toAbsolutePath().normalize();
    return full.startsWith(here) ? here.relativize(full).toString() : full.toString();
  }

  /// A path that a shell takes as one word.
  static String quoted(Path path) {
    return quoted(shown(path));
  }

  /// A text that a shell takes as one word.
  static String quoted(String text) {
    return text.matches("[\\w./+:@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
