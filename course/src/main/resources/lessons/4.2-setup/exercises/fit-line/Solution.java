import gradus.data.Batches;
import gradus.loss.Losses;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.Parameter;
import gradus.optim.Sgd;
import gradus.tensor.Shape;
import gradus.train.Trainer;
import java.util.Map;

/// A line through points.
class FitLine {
  static Model build() {
    return Model.of(Shape.of(1), Layers.seed(1), Layers.dense(1));
  }

  static void train(Model line, Batches points) {
    Trainer.of(line, Losses::mse, Sgd.of(0.1)).fit(points, 100);
  }

  /// The slope and the intercept.
  static double[] read(Model line) {
    Map<String, Parameter> parameters = line.parameters();
    return new double[] {
      parameters.get("0.weight").stored().item(), parameters.get("0.bias").stored().item()
    };
  }
}
