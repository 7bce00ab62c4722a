package gradus.tensor;

/// What is thrown when an operation cannot be applied to the tensors given: nothing has been
/// computed or changed.
public class TensorException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /// An error with a message that names the operation, what it was given and what to do about it.
  public TensorException(String message) {
    super(message);
  }
}
