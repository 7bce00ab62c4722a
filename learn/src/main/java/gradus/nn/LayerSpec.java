package gradus.nn;

import gradus.tensor.DType;
import gradus.tensor.Shape;

/// What a layer is to be, before the size of its input is known: `dense(10)`.
///
/// A layer with layers inside passes the name of the component on, so that every parameter gets
/// random numbers of its own:
///
/// ```java
/// static LayerSpec residual(LayerSpec... body) {
///   return (input, initialization) ->
///       new Residual(sequential(body).build(input, initialization.child("body")));
/// }
/// ```
@FunctionalInterface
public interface LayerSpec {
  /// The layer for inputs of a shape.
  ///
  /// @param input the shape of one sample, without the batch axis
  /// @param initialization where new parameters come from
  /// @throws gradus.tensor.ShapeException where no such layer fits the input
  Layer build(Shape input, Initialization initialization);

  /// The element type of the input: [DType#FLOAT32] except for layers that look things up.
  default DType inputType() {
    return DType.FLOAT32;
  }
}
