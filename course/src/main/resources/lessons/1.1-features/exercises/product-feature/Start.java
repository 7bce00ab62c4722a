import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/// A linear model with a feature, and a network without.
class ProductFeature {
  static Model linear() {
    return Model.of(Shape.of(3), Layers.seed(1), Layers.dense(1), Layers.sigmoid());
  }

  /// The points with their product as a third column.
  static Tensor features(Tensor points) {
    throw new UnsupportedOperationException("write me");
  }

  /// A model of points [2] that needs no feature.
  static Model network() {
    throw new UnsupportedOperationException("write me");
  }
}
