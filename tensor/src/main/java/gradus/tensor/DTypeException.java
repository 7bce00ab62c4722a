package gradus.tensor;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Element types that do not fit an operation.
public final class DTypeException extends TensorException {
  @Serial private static final long serialVersionUID = 1L;

  /// An error told by a template and its arguments; see [Message#of(String, Object...)].
  public DTypeException(String template, @Nullable Object... arguments) {
    super(template, arguments);
  }

  /// An error with its explanation.
  public DTypeException(Message explanation) {
    super(explanation);
  }
}
