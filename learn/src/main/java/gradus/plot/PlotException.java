package gradus.plot;

import gradus.tensor.ArgumentException;
import gradus.tensor.Message;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A figure that cannot be built or saved as asked: mismatched lengths, a non-positive value on a
/// logarithmic axis, an unknown file extension. The message names the panel, the series and the
/// index, and says what to do.
public final class PlotException extends ArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  /// An error told by a template and its arguments; see [Message#of(String, Object...)].
  public PlotException(String template, @Nullable Object... arguments) {
    super(template, arguments);
  }

  /// An error with its explanation.
  public PlotException(Message explanation) {
    super(explanation);
  }

  /// An error with what caused it.
  public PlotException(Message explanation, Throwable cause) {
    super(explanation, cause);
  }
}
