import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.tensor.Shape;

/// A network for small pictures.
class SmallCnn {
  static Model build() {
    return Model.of(
        Shape.of(1, 12, 12),
        Layers.seed(1),
        Layers.conv2d(8, 3).withPadding(1),
        Layers.relu(),
        Layers.maxPool2d(2),
        Layers.conv2d(16, 3),
        Layers.relu(),
        Layers.globalAveragePool(),
        Layers.dense(2));
  }

  /// The parameters of a convolution with biases: `size` is 3 for a kernel of 3 x 3.
  static long weights(int inputChannels, int filters, int size) {
    return (long) filters * (inputChannels * size * size + 1);
  }
}
