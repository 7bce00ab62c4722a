package gradus.nn;

import gradus.tensor.Tensor;

/// The logarithm of [Softmax], without overflow.
///
/// @param axis negative axes count from the back
public record LogSoftmax(int axis) implements Layer {
  /// Along the last axis.
  public static LogSoftmax of() {
    return new LogSoftmax(-1);
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.logSoftmax(axis);
  }
}
