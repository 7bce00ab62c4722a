package gradus.tensor;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// What is thrown when something cannot be done now, whatever it is given: nothing has been
/// changed.
public class StateException extends IllegalStateException implements Explained {
  @Serial private static final long serialVersionUID = 1L;

  private final Message explanation;

  /// An error told by a template and its arguments; see [Message#of(String, Object...)].
  ///
  /// @param template names what cannot be done, and what to do first
  public StateException(String template, @Nullable Object... arguments) {
    this(Message.of(template, arguments));
  }

  /// An error with its explanation.
  public StateException(Message explanation) {
    super(explanation.toString());
    this.explanation = explanation;
  }

  /// An error with what caused it.
  public StateException(Message explanation, Throwable cause) {
    super(explanation.toString(), cause);
    this.explanation = explanation;
  }

  @Override
  public final Message explanation() {
    return explanation;
  }
}
