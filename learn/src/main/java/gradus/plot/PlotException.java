package gradus.plot;

import java.io.Serial;

/// A figure that cannot be built or saved as asked: mismatched lengths, a non-positive value on a
/// logarithmic axis, an unknown file extension. The message names the panel, the series and the
/// index, and says what to do.
public final class PlotException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  /// An exception with a message that teaches.
  public PlotException(String message) {
    super(message);
  }

  /// An exception with a message that teaches, and what caused it.
  public PlotException(String message, Throwable cause) {
    super(message, cause);
  }
}
