package gradus.nn;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/// What a parameter starts from: a function of its shape and a random key. [Initializers] has them
/// by name.
@FunctionalInterface
public interface Initializer {
  /// The values for a parameter of a shape.
  Tensor values(Shape shape, RandomKey key);
}
