package gradus.tensor;

/// What is thrown when a function reads values that do not exist because it is being traced.
public final class TracingException extends TensorException {
  private static final long serialVersionUID = 1L;

  /// An error that says which tensor was read, and what to do instead.
  public TracingException(String message) {
    super(message);
  }
}
