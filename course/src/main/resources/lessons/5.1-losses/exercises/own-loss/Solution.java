import gradus.data.Batches;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.tensor.Tensor;
import gradus.train.History;
import gradus.train.Trainer;

/// The log-cosh loss, and a training with it.
class OwnLoss {
  /// The mean of log cosh(prediction - target), a scalar.
  static Tensor logCosh(Tensor prediction, Tensor target) {
    Tensor e = prediction.minus(target);
    return e.plus(e.times(-2).softplus()).minus(Math.log(2)).mean();
  }

  /// Trains a model for 30 epochs with Adam at the rate 0.02 on that loss.
  static History train(Model model, Batches data) {
    return Trainer.of(model, OwnLoss::logCosh, Adam.of(0.02)).fit(data, 30);
  }
}
