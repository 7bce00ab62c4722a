import gradus.data.Batches;
import gradus.loss.Losses;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Trainer;

/// A recogniser of stripes.
class Stripes {
  /// A network for pictures of the shape [1, 8, 8].
  static Model build() {
    return Model.of(
        Shape.of(1, 8, 8),
        Layers.seed(1),
        Layers.conv2d(8, 3),
        Layers.relu(),
        Layers.flatten(),
        Layers.dense(3));
  }

  static void train(Model model, Batches data) {
    Trainer.of(model, Losses::crossEntropy, Adam.of(0.01)).fit(data, 10);
  }

  /// The class of each picture.
  static int[] predicted(Model model, Tensor pictures) {
    return model.predict(pictures).argMax(1).toInts();
  }
}
