package gradus.tensor;

/// Element types that do not fit an operation.
public final class DTypeException extends TensorException {
  private static final long serialVersionUID = 1L;

  /// An error with a message that names the operation, what it was given and what to do about it.
  public DTypeException(String message) {
    super(message);
  }
}
