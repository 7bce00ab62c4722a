import gradus.data.Batches;
import gradus.loss.Losses;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.tensor.Shape;
import gradus.train.Trainer;

/// A network that tells two moons apart.
class Moons {
  static Model build() {
    return Model.of(Shape.of(2), Layers.seed(1), Layers.dense(1), Layers.sigmoid());
  }

  static void train(Model model, Batches data) {
    Trainer.of(model, Losses::binaryCrossEntropy, Adam.of(0.001)).fit(data, 5);
  }
}
