package gradus.tensor;

/// What is thrown when a function reads values that do not exist because it is being traced, or
/// does what a trace cannot hold.
public final class TracingException extends TensorException {
  private static final long serialVersionUID = 1L;

  /// An error that says what was done, and what to do instead.
  public TracingException(String message) {
    super(message);
  }
}
