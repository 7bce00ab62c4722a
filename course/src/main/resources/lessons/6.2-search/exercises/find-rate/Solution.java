import gradus.data.Batches;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Sgd;
import gradus.train.Trainer;
import java.util.function.Supplier;

/// Tries learning rates.
class FindRate {
  /// The last loss of a training at a rate; infinite where it diverges.
  static double loss(Model model, Batches data, double rate) {
    try {
      return Trainer.of(model, Losses::mse, Sgd.of(rate)).fit(data, 20).last("loss");
    } catch (RuntimeException diverged) {
      return Double.POSITIVE_INFINITY;
    }
  }

  /// The best of some rates.
  static double best(Supplier<Model> fresh, Batches data, double... rates) {
    double best = rates[0];
    double lowest = Double.POSITIVE_INFINITY;
    for (double rate : rates) {
      double loss = loss(fresh.get(), data, rate);
      if (loss < lowest) {
        lowest = loss;
        best = rate;
      }
    }
    return best;
  }
}
