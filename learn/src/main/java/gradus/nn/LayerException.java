package gradus.nn;

import gradus.tensor.Message;
import gradus.tensor.TensorException;

/// An error inside a layer of a model: which layer, and what went wrong there.
///
/// The message reads `layer 2 (dense): ...`; the cause is the error of the operation.
public final class LayerException extends TensorException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final Message problem;

  /// An error at a layer.
  ///
  /// @param path the layer's path in the model
  /// @param layer the layer's name
  /// @param problem what went wrong and what to do about it
  public LayerException(String path, String layer, Message problem, Throwable cause) {
    super("layer %s (%s): %s", path, layer, problem);
    initCause(cause);
    this.path = path;
    this.problem = problem;
  }

  /// An operation's error, told as the layer's.
  static LayerException at(String path, String layer, TensorException failure) {
    return new LayerException(path, layer, failure.explanation().without(layer + ": "), failure);
  }

  private LayerException(LayerException inner, Message note) {
    super("%s%s", inner.explanation(), note);
    initCause(inner.getCause());
    this.path = inner.path;
    this.problem = Message.of("%s%s", inner.problem, note);
  }

  /// The same error with more to say.
  LayerException plus(Message note) {
    return new LayerException(this, note);
  }

  /// The path of the layer, as in `2.body.1`.
  public String path() {
    return path;
  }

  /// The message without the layer.
  public String problem() {
    return problem.toString();
  }
}
