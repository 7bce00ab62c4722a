package gradus.data;

import java.io.Serial;

/// What is thrown when values cannot be used as data: a label out of range, an empty data set, a
/// number that is not finite. Nothing has been changed. Files that are unusable are a
/// [gradus.io.FormatException] instead.
public class DataException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  /// An error with a message that names the data, what is wrong with it and what to do about it.
  public DataException(String message) {
    super(message);
  }
}
