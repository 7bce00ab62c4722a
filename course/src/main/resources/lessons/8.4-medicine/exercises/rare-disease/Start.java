import gradus.data.Dataset;
import gradus.nn.Model;
import gradus.tensor.Tensor;

/// A loss in which the sick count more.
class RareDisease {
  /// The weighted cross-entropy, a scalar.
  static Tensor loss(Tensor p, Tensor t, double weight) {
    throw new UnsupportedOperationException("write me");
  }

  /// How much a sick one must count for both classes to count alike; t has ones and zeros.
  static double weight(Tensor t) {
    throw new UnsupportedOperationException("write me");
  }

  static void train(Model model, Dataset data) {
    throw new UnsupportedOperationException("write me");
  }
}
