package gradus.io;

import java.io.Serial;
import java.nio.file.Path;

/// A file whose content is not what its format asks for: which file, at which byte, what is wrong,
/// and what to do.
public class FormatException extends FileException {
  @Serial private static final long serialVersionUID = 1L;

  private final long offset;
  private final String problem;

  /// A failure that reads `FILE, byte OFFSET: PROBLEM; ADVICE`.
  public FormatException(Path file, long offset, String problem, String advice) {
    super(file, message(file, offset, problem, advice), null);
    this.offset = offset;
    this.problem = problem;
  }

  /// A failure that reads `FILE, byte OFFSET: PROBLEM; ADVICE`, with the exception behind it.
  public FormatException(Path file, long offset, String problem, String advice, Throwable cause) {
    super(file, message(file, offset, problem, advice), cause);
    this.offset = offset;
    this.problem = problem;
  }

  /// The byte, counted from 0, at which the trouble was seen.
  public long offset() {
    return offset;
  }

  /// What is wrong, without the file, the offset and the advice.
  public String problem() {
    return problem;
  }

  private static String message(Path file, long offset, String problem, String advice) {
    return file + ", byte " + offset + ": " + problem + "; " + advice;
  }
}
