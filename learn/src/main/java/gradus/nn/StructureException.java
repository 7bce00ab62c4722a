package gradus.nn;

import gradus.tensor.ArgumentException;
import gradus.tensor.Message;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A layer whose parts cannot be read or put together: its record is closed to this library, or has
/// a component of a kind that layers cannot have.
public final class StructureException extends ArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  /// An error told by a template and its arguments; see [Message#of(String, Object...)].
  public StructureException(String template, @Nullable Object... arguments) {
    super(template, arguments);
  }

  /// An error with its explanation.
  public StructureException(Message explanation) {
    super(explanation);
  }

  /// An error with what caused it.
  public StructureException(Message explanation, Throwable cause) {
    super(explanation, cause);
  }
}
