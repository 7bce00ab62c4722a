package gradus.nn;

/// A model is being trained and cannot be trained a second time at once.
public final class ModelInUseException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /// An error with a message that says what to do.
  public ModelInUseException(String message) {
    super(message);
  }
}
