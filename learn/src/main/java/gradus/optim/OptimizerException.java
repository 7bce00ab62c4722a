package gradus.optim;

import gradus.tensor.ArgumentException;
import gradus.tensor.Message;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// What is thrown when an optimizer, a schedule or a limit of gradients cannot have the settings
/// given, or parameters do not fit its groups: nothing has been changed.
public class OptimizerException extends ArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  /// An error told by a template and its arguments; see [Message#of(String, Object...)].
  public OptimizerException(String template, @Nullable Object... arguments) {
    super(template, arguments);
  }

  /// An error with its explanation.
  public OptimizerException(Message explanation) {
    super(explanation);
  }
}
