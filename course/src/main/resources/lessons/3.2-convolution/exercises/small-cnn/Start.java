import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.tensor.Shape;

/// A network for small pictures.
class SmallCnn {
  static Model build() {
    return Model.of(Shape.of(1, 12, 12), Layers.seed(1), Layers.flatten(), Layers.dense(2));
  }

  /// The parameters of a convolution with biases: `size` is 3 for a kernel of 3 x 3.
  static long weights(int inputChannels, int filters, int size) {
    return 0;
  }
}
