package gradus.nn;

/// A layer whose parts cannot be read or put together: its record is closed to this library, or has
/// a component of a kind that layers cannot have.
public final class StructureException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /// An error that names the layer's type and component and what to do.
  public StructureException(String message) {
    super(message);
  }

  /// An error with what caused it.
  public StructureException(String message, Throwable cause) {
    super(message, cause);
  }
}
