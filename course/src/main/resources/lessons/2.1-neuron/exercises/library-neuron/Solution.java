import gradus.data.Batches;
import gradus.loss.Losses;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.optim.Sgd;
import gradus.tensor.Shape;
import gradus.train.Trainer;

/// A neuron as a model.
class LibraryNeuron {
  /// One unit with a sigmoid, for two inputs.
  static Model build() {
    return Model.of(Shape.of(2), Layers.seed(1), Layers.dense(1), Layers.sigmoid());
  }

  static void train(Model neuron, Batches data) {
    Trainer.of(neuron, Losses::binaryCrossEntropy, Sgd.of(0.5)).fit(data, 60);
  }

  /// Where the line is at x1.
  static double boundary(double w1, double w2, double bias, double x1) {
    return -(w1 * x1 + bias) / w2;
  }
}
