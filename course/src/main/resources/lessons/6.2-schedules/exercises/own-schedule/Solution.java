import gradus.data.Batches;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Schedule;
import gradus.optim.Sgd;
import gradus.train.History;
import gradus.train.Trainer;

/// The inverse square root as a schedule.
class OwnSchedule {
  static double rate(double largest, long step, int warmup) {
    double t = step + 1;
    return largest * Math.min(t / warmup, Math.sqrt(warmup / t));
  }

  /// Trains a model on the mean squared error, with SGD at 0.3 and this schedule, for 40 epochs.
  static History train(Model model, Batches data) {
    Schedule schedule = (base, step, epoch) -> rate(base, step, 20);
    return Trainer.of(model, Losses::mse, Sgd.of(0.3)).schedule(schedule).fit(data, 40);
  }
}
