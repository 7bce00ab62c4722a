import gradus.data.Batches;
import gradus.loss.Losses;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Trainer;

/// A network that steers as a driver did.
class Imitate {
  static Model network() {
    return Model.of(
        Shape.of(2),
        Layers.seed(1),
        Layers.dense(16),
        Layers.tanh(),
        Layers.dense(1),
        Layers.tanh());
  }

  static void train(Model model, Batches recorded) {
    Trainer.of(model, Losses::mse, Adam.of(0.01)).fit(recorded, 40);
  }

  /// The offset after some steps from an offset, with the heading 0 in the beginning.
  static double drive(Model model, double offset, int steps) {
    double heading = 0;
    for (int i = 0; i < steps; i++) {
      float[][] seen = {{(float) offset, (float) heading}};
      heading += 0.2 * model.predict(Tensor.of(seen)).item();
      offset += 0.5 * heading;
    }
    return offset;
  }
}
