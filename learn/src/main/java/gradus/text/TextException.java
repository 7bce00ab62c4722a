package gradus.text;

import java.io.Serial;

/// What is thrown when a text, its tokens or a model for it cannot be used: a character that is not
/// known, a token that does not exist, a text that is too short. Nothing has been changed.
public class TextException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  /// An error with a message that names the text's place, what is wrong and what to do about it.
  public TextException(String message) {
    super(message);
  }
}
