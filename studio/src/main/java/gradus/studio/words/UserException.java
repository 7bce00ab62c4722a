package gradus.studio.words;

import java.io.Serial;

/// Something that the user can put right: a wrong option, a name that is taken. It is told in the
/// user's language, and the process ends with status 2.
public final class UserException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String key;
  private final transient Object[] values;

  /// What went wrong, as a text in both languages.
  ///
  /// @param key the text's key in [Messages]
  /// @param values what its places are filled with
  public UserException(String key, Object... values) {
    super(new Messages(Language.ENGLISH).text(key, values));
    this.key = key;
    this.values = values.clone();
  }

  public String in(Messages messages) {
    return messages.text(key, values);
  }
}
