package gradus.text;

import gradus.tensor.ArgumentException;
import gradus.tensor.Message;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// What is thrown when a text, its tokens or a model for it cannot be used: a character that is not
/// known, a token that does not exist, a text that is too short. Nothing has been changed.
public class TextException extends ArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  /// An error told by a template and its arguments; see [Message#of(String, Object...)].
  public TextException(String template, @Nullable Object... arguments) {
    super(template, arguments);
  }

  /// An error with its explanation.
  public TextException(Message explanation) {
    super(explanation);
  }
}
