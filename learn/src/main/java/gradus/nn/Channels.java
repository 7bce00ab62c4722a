package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/// Numbers of which there is one for each channel, axis 1.
final class Channels {
  private Channels() {}

  /// The shape in which they meet a batch: `[channels, 1, ...]`, as many axes as the batch has
  /// after its first.
  ///
  /// @param x `[batch, channels, ...]`
  static Shape along(int channels, Tensor x) {
    Shape shape = Shape.of(channels);
    for (int axis = 2; axis < x.shape().rank(); axis++) {
      shape = shape.plus(Shape.of(1));
    }
    return shape;
  }
}
