package gradus.tensor;

/// An index outside a tensor.
public final class IndexException extends TensorException {
  private static final long serialVersionUID = 1L;

  /// An error with a message that names the operation, what it was given and what to do about it.
  public IndexException(String message) {
    super(message);
  }
}
