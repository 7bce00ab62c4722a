package gradus.nn;

import gradus.tensor.TensorException;

/// An error inside a layer of a model: which layer, and what went wrong there.
///
/// The message reads `layer 2 (dense): ...`; the cause is the error of the operation.
public final class LayerException extends TensorException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String problem;

  /// An error at a layer.
  ///
  /// @param path the layer's path in the model
  /// @param layer the layer's name
  /// @param problem what went wrong and what to do about it
  public LayerException(String path, String layer, String problem, Throwable cause) {
    super("layer %s (%s): %s".formatted(path, layer, problem));
    initCause(cause);
    this.path = path;
    this.problem = problem;
  }

  /// An operation's error, told as the layer's.
  static LayerException at(String path, String layer, TensorException failure) {
    String problem = String.valueOf(failure.getMessage());
    String prefix = layer + ": ";
    return new LayerException(
        path,
        layer,
        problem.startsWith(prefix) ? problem.substring(prefix.length()) : problem,
        failure);
  }

  private LayerException(LayerException inner, String note) {
    super(inner.getMessage() + note);
    initCause(inner.getCause());
    this.path = inner.path;
    this.problem = inner.problem + note;
  }

  /// The same error with more to say.
  LayerException plus(String note) {
    return new LayerException(this, note);
  }

  /// The path of the layer, as in `2.body.1`.
  public String path() {
    return path;
  }

  /// The message without the layer.
  public String problem() {
    return problem;
  }
}
