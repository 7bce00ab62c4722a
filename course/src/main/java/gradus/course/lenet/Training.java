package gradus.course.lenet;

import gradus.augment.Augmentation;
import gradus.course.Reproduction;
import gradus.course.charts.Epochs;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.optim.Schedules;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.Palette;
import gradus.plot.Text;
import gradus.train.Callback;
import gradus.train.Callbacks;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.Trainer;
import gradus.train.WeightAverage;
import java.nio.file.Path;
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
  void run(Reproduction here, Model model, int before, int all) {
    Path checkpoint = here.checkpoint(name);
    Callback watching =
        here.watching(before, all, history -> here.show(name + "-learning", learning(history)));
    Trainer trainer =
        Trainer.of(model, Losses::crossEntropy, Adam.of(rate))
            .schedule(Schedules.oneCycle(rate, steps()).byStep())
            .metrics(Metrics.accuracy())
            .callbacks(WeightAverage.exponential(DECAY), Callbacks.checkpoint(checkpoint), watching)
            .seed(here.seed());
    Batches batches = images.shuffle(here.seed()).batch(BATCH);
    Reproduction.resumed(trainer, checkpoint)
        .fit(changes == null ? batches : changes.on(batches), epochs);
  }

  private Figure learning(History history) {
    double[] wrong = history.values("accuracy").clone();
    for (int i = 0; i < wrong.length; i++) {
      // Nothing at all has no place on a scale of factors.
      wrong[i] = Math.max(1 - wrong[i], 0.5 / images.size());
    }
    return Figure.of(
        Epochs.chart(
            Text.of("Training images read wrongly, while learning", "训练过程中读错的训练图片"),
            epochs,
            Axis.log(Text.of("share", "比例")),
            Epochs.line(Text.of("read wrongly", "读错"), wrong, Palette.VERMILION)));
  }
}
