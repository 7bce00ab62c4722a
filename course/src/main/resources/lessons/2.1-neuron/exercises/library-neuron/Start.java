import gradus.data.Batches;
import gradus.nn.Model;

/// A neuron as a model.
class LibraryNeuron {
  /// One unit with a sigmoid, for two inputs.
  static Model build() {
    throw new UnsupportedOperationException("write me");
  }

  static void train(Model neuron, Batches data) {
    throw new UnsupportedOperationException("write me");
  }

  /// Where the line is at x1.
  static double boundary(double w1, double w2, double bias, double x1) {
    throw new UnsupportedOperationException("write me");
  }
}
