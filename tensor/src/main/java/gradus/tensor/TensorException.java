package gradus.tensor;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// What is thrown when an operation cannot be applied to the tensors given: nothing has been
/// computed or changed.
public class TensorException extends ArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  /// An error told by a template and its arguments.
  ///
  /// @param template names the operation, what it was given and what to do about it
  public TensorException(String template, @Nullable Object... arguments) {
    super(template, arguments);
  }

  /// An error with its explanation.
  public TensorException(Message explanation) {
    super(explanation);
  }
}
