package gradus.tensor;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// An index outside a tensor.
public final class IndexException extends TensorException {
  @Serial private static final long serialVersionUID = 1L;

  /// An error told by a template and its arguments; see [Message#of(String, Object...)].
  public IndexException(String template, @Nullable Object... arguments) {
    super(template, arguments);
  }

  /// An error with its explanation.
  public IndexException(Message explanation) {
    super(explanation);
  }
}
