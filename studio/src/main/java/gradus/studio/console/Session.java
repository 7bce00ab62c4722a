package gradus.studio.console;

import gradus.studio.words.Messages;
import java.util.Map;

/// What all commands of a process share: where they write, the language, and the environment.
///
/// @param console where to write
/// @param messages in which words
/// @param environment the process's environment variables
/// @param quiet whether standard output is kept for one JSON object
public record Session(
    Console console, Messages messages, Map<String, String> environment, boolean quiet) {

  public Session quiet(boolean nothingElse) {
    return new Session(console, messages, environment, nothingElse);
  }

  public String text(String key, Object... values) {
    return messages.text(key, values);
  }

  public Console.Style style() {
    return console.style();
  }

  /// Writes a line for a person; none where standard output is kept for JSON.
  public void say(String line) {
    if (!quiet) {
      console.out().println(line);
    }
  }

  /// Writes an empty line.
  public void say() {
    say("");
  }

  /// Writes a line that is not part of the result; where standard output is kept for JSON, only if
  /// somebody watches.
  void remark(String line) {
    if (!quiet || console.errTerminal()) {
      console.err().println(console.errorStyle().faint(line));
    }
  }

  /// Writes a line that must be seen.
  public void warn(String line) {
    console.err().println(line);
  }
}
