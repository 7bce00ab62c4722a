package gradus.tensor;

/// Shapes, axes or sizes that do not fit an operation.
public final class ShapeException extends TensorException {
  private static final long serialVersionUID = 1L;

  /// An error with a message that names the operation, what it was given and what to do about it.
  public ShapeException(String message) {
    super(message);
  }
}
