package gradus.studio.run;

import gradus.data.Batches;
import gradus.studio.words.Numbers;
import gradus.tensor.Message;
import gradus.train.LearningRateCurve;
import gradus.train.Trainer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A learning rate that was looked for before training, where that was asked for.
///
/// It follows from the initial weights, the data and the seed, so that a run that goes on finds it
/// again.
///
/// @param training the settings, with the rate that was found
/// @param curve the losses of the rates that were tried; null where none was looked for
record RateSearch(TrainingSettings training, @Nullable LearningRateCurve curve) {

  /// Looks for a rate where settings ask for it.
  ///
  /// @param trainer from settings to what trains with them
  /// @param notes is told what is going on
  static RateSearch of(
      TrainingSettings asked,
      Batches batches,
      Function<TrainingSettings, Trainer> trainer,
      Consumer<Message> notes) {
    if (!asked.findsRate()) {
      return new RateSearch(asked, null);
    }
    notes.accept(Message.of("looking for a learning rate ..."));
    LearningRateCurve curve = trainer.apply(asked).findLearningRate(batches);
    double rate = curve.suggestion();
    notes.accept(
        Message.of(
            "learning rate %s: there the loss falls fastest, of %d rates tried",
            Numbers.rate(rate), curve.points().size()));
    return new RateSearch(asked.withLearningRate(rate), curve);
  }
}
