package gradus.studio.console;

import gradus.studio.words.Language;
import gradus.studio.words.Messages;
import gradus.studio.words.Wrapping;
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

  /// The same in another language.
  public Session in(Language language) {
    return new Session(console, messages.in(language), environment, quiet);
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

  /// Writes a text for a person in lines that a terminal has room for; none where standard output
  /// is kept for JSON.
  public void tell(String text) {
    say(Wrapping.wrapped(text));
  }

  /// Writes an empty line.
  public void say() {
    say("");
  }

  /// Writes a line that is not part of the result; where standard output is kept for JSON, only if
  /// somebody watches.
  void remark(String line) {
    if (!quiet || console.errTerminal()) {
      console.err().println(console.errorStyle().faint(console.message(line)));
    }
  }

  /// Writes a line with a command to copy, which stays on one line, to standard error.
  public void point(String line) {
    console.err().println(line);
  }

  /// Writes a text that must be seen, in lines that a terminal has room for.
  public void warn(String text) {
    console.err().println(console.message(text));
  }
}
