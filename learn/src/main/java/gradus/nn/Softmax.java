package gradus.nn;

import gradus.tensor.Tensor;

/// `e^x` over the sum of all `e^x` along an axis: numbers become probabilities.
///
/// @param axis negative axes count from the back
public record Softmax(int axis) implements Layer {
  /// Along the last axis.
  public static Softmax of() {
    return new Softmax(-1);
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.softmax(axis);
  }
}
