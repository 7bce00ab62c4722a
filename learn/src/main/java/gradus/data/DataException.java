package gradus.data;

import gradus.tensor.ArgumentException;
import gradus.tensor.Message;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// What is thrown when values cannot be used as data: a label out of range, an empty data set, a
/// number that is not finite. Nothing has been changed. Files that are unusable are a
/// [gradus.io.FormatException] instead.
public class DataException extends ArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  /// An error told by a template and its arguments; see [Message#of(String, Object...)].
  public DataException(String template, @Nullable Object... arguments) {
    super(template, arguments);
  }

  /// An error with its explanation.
  public DataException(Message explanation) {
    super(explanation);
  }
}
