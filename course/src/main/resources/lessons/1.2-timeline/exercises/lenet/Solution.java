import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.tensor.Shape;

/// LeNet-5, as it is mostly drawn today.
class Lenet {
  static Model build() {
    return Model.of(
        Shape.of(1, 28, 28),
        Layers.seed(1),
        Layers.conv2d(6, 5).withPadding(2),
        Layers.tanh(),
        Layers.averagePool2d(2),
        Layers.conv2d(16, 5),
        Layers.tanh(),
        Layers.averagePool2d(2),
        Layers.flatten(),
        Layers.dense(120),
        Layers.tanh(),
        Layers.dense(84),
        Layers.tanh(),
        Layers.dense(10));
  }

  /// The parameters of a dense layer.
  static long dense(int inputs, int neurons) {
    return (long) neurons * (inputs + 1);
  }
}
