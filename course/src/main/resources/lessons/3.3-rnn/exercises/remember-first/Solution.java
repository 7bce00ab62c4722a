import gradus.data.Batches;
import gradus.loss.Losses;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.tensor.Shape;
import gradus.train.Trainer;

/// A network that remembers.
class RememberFirst {
  static Model build() {
    return Model.of(
        Shape.of(10, 1), Layers.seed(1), Layers.gru(16).withLastOnly(true), Layers.dense(1));
  }

  static void train(Model model, Batches data) {
    Trainer.of(model, Losses::mse, Adam.of(0.02)).fit(data, 20);
  }
}
