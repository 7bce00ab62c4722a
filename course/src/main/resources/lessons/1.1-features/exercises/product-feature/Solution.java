import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;

/// A linear model with a feature, and a network without.
class ProductFeature {
  static Model linear() {
    return Model.of(Shape.of(3), Layers.seed(1), Layers.dense(1), Layers.sigmoid());
  }

  /// The points with their product as a third column.
  static Tensor features(Tensor points) {
    Tensor product = points.select(1, 0).times(points.select(1, 1)).expand(1);
    return Tensor.concat(1, List.of(points, product));
  }

  /// A model of points [2] that needs no feature.
  static Model network() {
    return Model.of(
        Shape.of(2),
        Layers.seed(1),
        Layers.dense(16),
        Layers.tanh(),
        Layers.dense(1),
        Layers.sigmoid());
  }
}
