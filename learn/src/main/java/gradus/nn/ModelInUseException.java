package gradus.nn;

import gradus.tensor.Message;
import gradus.tensor.StateException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A model is being trained and cannot be trained a second time at once.
public final class ModelInUseException extends StateException {
  @Serial private static final long serialVersionUID = 1L;

  /// An error told by a template and its arguments; see [Message#of(String, Object...)].
  public ModelInUseException(String template, @Nullable Object... arguments) {
    super(template, arguments);
  }

  /// An error with its explanation.
  public ModelInUseException(Message explanation) {
    super(explanation);
  }
}
