package gradus.course.lenet;

import gradus.augment.Augmentation;
import gradus.course.Reproduction;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.optim.Schedules;
import gradus.train.Callbacks;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.Trainer;
import gradus.train.WeightAverage;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A training of a chapter, with a checkpoint after each epoch that a later run goes on from. Its
/// recipe is fixed: Adam, a rate that rises and falls once, and in the end the average of the
/// weights that it went through. Nothing is chosen by the test images.
///
/// @param name what its files are called
/// @param changes how pictures are changed; null for not at all
record Training(
    String name, Dataset images, @Nullable Augmentation changes, int epochs, double rate) {
  private static final int BATCH = 64;
  private static final double DECAY = 0.999;

  /// How many steps it takes.
  int steps() {
    return Math.ceilDiv(images.size(), BATCH) * epochs;
  }

  /// Trains, or goes on with a training that was ended.
  ///
  /// @param before how many steps of the chapter are done already
  /// @param all how many there are
  /// @param watching is told what was measured so far after each epoch, and at the end
  void run(Reproduction here, Model model, int before, int all, Consumer<History> watching) {
    Path checkpoint = here.checkpoint(name);
    Trainer trainer =
        Trainer.of(model, Losses::crossEntropy, Adam.of(rate))
            .schedule(Schedules.oneCycle(rate, steps()).byStep())
            .metrics(Metrics.accuracy())
            .callbacks(
                WeightAverage.exponential(DECAY),
                Callbacks.checkpoint(checkpoint),
                here.watching(before, all, watching))
            .seed(here.seed());
    Batches batches = images.shuffle(here.seed()).batch(BATCH);
    watching.accept(
        Reproduction.resumed(trainer, checkpoint)
            .fit(changes == null ? batches : changes.on(batches), epochs));
  }
}
