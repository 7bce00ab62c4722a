package gradus.io;

import gradus.tensor.Message;
import java.io.Serial;
import java.nio.file.Path;

/// A file whose content is not what its format asks for: which file, at which byte, what is wrong,
/// and what to do.
public class FormatException extends FileException {
  @Serial private static final long serialVersionUID = 1L;

  private final long offset;
  private final Message problem;

  /// A failure that reads `FILE, byte OFFSET: PROBLEM; ADVICE`.
  ///
  /// @param problem a text without values, as [Message#of(String, Object...)] takes it
  public FormatException(Path file, long offset, String problem, String advice) {
    this(file, offset, Message.of(problem), Message.of(advice));
  }

  /// A failure that reads `FILE, byte OFFSET: PROBLEM; ADVICE`.
  public FormatException(Path file, long offset, Message problem, Message advice) {
    super(file, message(file, offset, problem, advice), null);
    this.offset = offset;
    this.problem = problem;
  }

  /// A failure that reads `FILE, byte OFFSET: PROBLEM; ADVICE`, with the exception behind it.
  public FormatException(Path file, long offset, Message problem, Message advice, Throwable cause) {
    super(file, message(file, offset, problem, advice), cause);
    this.offset = offset;
    this.problem = problem;
  }

  private FormatException(Path file, Message explanation, Message problem) {
    super(file, explanation, null);
    this.offset = -1;
    this.problem = problem;
  }

  /// A failure in a file of lines that reads `FILE, line LINE: PROBLEM; ADVICE`.
  ///
  /// @param line the line, counted from 1
  public static FormatException inLine(Path file, long line, Message problem, Message advice) {
    return new FormatException(
        file, Message.of("%s, line %d: %s; %s", file, line, problem, advice), problem);
  }

  /// The byte, counted from 0, at which the trouble was seen; -1 where only the line is known.
  public long offset() {
    return offset;
  }

  /// What is wrong, without the file, the offset and the advice.
  public String problem() {
    return problem.toString();
  }

  /// The [#problem], to be told in any language.
  public Message reason() {
    return problem;
  }

  private static Message message(Path file, long offset, Message problem, Message advice) {
    return Message.of("%s, byte %d: %s; %s", file, offset, problem, advice);
  }
}
