package gradus.tensor;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// What is thrown when something cannot have the value given: nothing has been computed or changed.
public class ArgumentException extends IllegalArgumentException implements Explained {
  @Serial private static final long serialVersionUID = 1L;

  private final Message explanation;

  /// An error told by a template and its arguments; see [Message#of(String, Object...)].
  ///
  /// @param template names what was given to whom, and what it may be
  public ArgumentException(String template, @Nullable Object... arguments) {
    this(Message.of(template, arguments));
  }

  /// An error with its explanation.
  public ArgumentException(Message explanation) {
    super(explanation.toString());
    this.explanation = explanation;
  }

  /// An error with what caused it.
  public ArgumentException(Message explanation, Throwable cause) {
    super(explanation.toString(), cause);
    this.explanation = explanation;
  }

  @Override
  public final Message explanation() {
    return explanation;
  }
}
