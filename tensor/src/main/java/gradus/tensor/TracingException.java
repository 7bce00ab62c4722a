package gradus.tensor;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// What is thrown when a function reads values that do not exist because it is being traced, or
/// does what a trace cannot hold.
public final class TracingException extends TensorException {
  @Serial private static final long serialVersionUID = 1L;

  /// An error told by a template and its arguments; see [Message#of(String, Object...)].
  public TracingException(String template, @Nullable Object... arguments) {
    super(template, arguments);
  }

  /// An error with its explanation.
  public TracingException(Message explanation) {
    super(explanation);
  }
}
