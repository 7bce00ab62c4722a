package gradus.io;

import gradus.tensor.ArgumentException;
import gradus.tensor.Message;
import java.io.Serial;

/// JSON text that cannot be read, or a JSON value that is not the one expected; the message names
/// the place as a path, `model.layers[2].units`.
///
/// It is unchecked, like every complaint about an argument. Who reads a file reports it as a
/// [FormatException] with the file's name; [Json#read] does.
public class JsonException extends ArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  private final String path;
  private final Message problem;
  private final long offset;

  /// A failure at `path` that reads `PATH: PROBLEM`.
  public JsonException(String path, String problem) {
    this(path, Message.of(problem));
  }

  /// A failure at `path` that reads `PATH: PROBLEM`.
  public JsonException(String path, Message problem) {
    this(path, problem, -1);
  }

  JsonException(String path, Message problem, long offset) {
    super("%s: %s%s", where(path), problem, offset < 0 ? "" : Message.of(" (byte %d)", offset));
    this.path = path;
    this.problem = problem;
    this.offset = offset;
  }

  /// The place, as in `model.layers[2].units`; empty for the whole document.
  public String path() {
    return path;
  }

  /// What is wrong, without the place.
  public String problem() {
    return problem.toString();
  }

  /// The [#problem], to be told in any language.
  public Message reason() {
    return problem;
  }

  /// The message without the offset, for those who give the offset themselves.
  Message placeAndProblem() {
    return Message.of("%s: %s", where(path), problem);
  }

  private static String where(String path) {
    return path.isEmpty() ? "JSON" : path;
  }

  /// The byte in the text at which the trouble was seen, or -1 where the text is no longer known.
  public long offset() {
    return offset;
  }
}
