package gradus.studio;

import java.io.Serial;

/// Something that the user can put right: a wrong option, a name that is taken. It is told in the
/// user's language, and the process ends with status 2.
final class UserException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String key;
  private final transient Object[] values;

  /// @param key the text's key in [Messages]
  /// @param values what its places are filled with
  UserException(String key, Object... values) {
    super(key);
    this.key = key;
    this.values = values.clone();
  }

  String in(Messages messages) {
    return messages.text(key, values);
  }
}
