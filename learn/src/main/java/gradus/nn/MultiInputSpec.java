package gradus.nn;

import gradus.tensor.Shape;
import java.util.List;

/// What a layer of several inputs is to be, before their sizes are known.
@FunctionalInterface
public interface MultiInputSpec {
  /// The layer for inputs of some shapes.
  ///
  /// @param inputs the shapes of one sample's inputs, without the batch axis
  /// @param initialization where new parameters come from
  /// @throws gradus.tensor.ShapeException where no such layer fits the inputs
  MultiInputLayer build(List<Shape> inputs, Initialization initialization);
}
