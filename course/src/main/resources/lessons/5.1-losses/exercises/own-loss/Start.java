import gradus.data.Batches;
import gradus.nn.Model;
import gradus.tensor.Tensor;
import gradus.train.History;

/// The log-cosh loss, and a training with it.
class OwnLoss {
  /// The mean of log cosh(prediction - target), a scalar.
  static Tensor logCosh(Tensor prediction, Tensor target) {
    throw new UnsupportedOperationException("write me");
  }

  /// Trains a model for 30 epochs with Adam at the rate 0.02 on that loss.
  static History train(Model model, Batches data) {
    throw new UnsupportedOperationException("write me");
  }
}
