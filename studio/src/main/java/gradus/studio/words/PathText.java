package gradus.studio.words;

import java.nio.file.Path;

/// Paths as people read them, and type them.
public final class PathText {
  private PathText() {}

  /// A path as short as it can be from where the user is, without what would move a terminal's
  /// cursor.
  public static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path full = path.toAbsolutePath().normalize();
    Path shown = full.startsWith(here) ? here.relativize(full) : full;
    return TextOutput.line(shown.toString());
  }

  /// A path that a shell takes as one word.
  public static String quoted(Path path) {
    return quoted(shown(path));
  }

  /// A text that a shell takes as one word.
  public static String quoted(String text) {
    return text.matches("[\\w./+:@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
