package gradus.optim;

/// What is thrown when an optimizer, a schedule or a limit of gradients cannot have the settings
/// given, or parameters do not fit its groups: nothing has been changed.
public class OptimizerException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /// An error with a message that names what was set, its value and what it may be.
  public OptimizerException(String message) {
    super(message);
  }
}
