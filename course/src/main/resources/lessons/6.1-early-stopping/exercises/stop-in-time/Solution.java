import gradus.data.Batches;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.train.Callbacks;
import gradus.train.History;
import gradus.train.Trainer;

/// A training that ends when it should.
class StopInTime {
  static History train(Model model, Batches train, Batches validation, int patience) {
    Trainer trainer = Trainer.of(model, Losses::mse, Adam.of(0.02));
    return trainer.callbacks(Callbacks.earlyStopping(patience)).fit(train, validation, 400);
  }
}
