package gradus.course.alexnet;

import gradus.course.MilestoneSize;
import gradus.course.Reproduction;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.networks.AlexNet;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.optim.Schedules;
import gradus.train.Callbacks;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.Trainer;
import gradus.train.WeightAverage;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A training of a chapter, with a checkpoint after each epoch that a later run goes on from. Its
/// recipe is fixed: Adam, a rate that rises and falls once, and in the end the average of the
/// weights that it went through; the paper had momentum 0.9, weight decay 0.0005 and a rate that
/// was divided by 10 three times, by hand. Nothing is chosen by the test images.
///
/// @param name what its files are called
/// @param images what it learns from, of the pictures
/// @param augmented whether these are moved and mirrored
record Training(
    String name,
    AlexNet network,
    Pictures pictures,
    Dataset images,
    boolean augmented,
    int batch,
    int epochs,
    long seed) {
  /// The highest rate.
  static final double RATE = 0.002;

  private static final double AVERAGED = 0.999;
  private static final double AVERAGED_STEPS = 0.05;

  /// How many steps it takes.
  int steps() {
    return Math.ceilDiv(images.size(), batch) * epochs;
  }

  /// How many images make a step at a size.
  static int batch(MilestoneSize size) {
    return size.of(16, 32, 64);
  }

  /// The average reaches back over a thousand steps, or a twentieth of fewer.
  private double averaged() {
    return Math.clamp(1 - 1 / (AVERAGED_STEPS * steps()), 0.5, AVERAGED);
  }

  /// Trains, or goes on with a training that was ended.
  ///
  /// @param before how many steps of the chapter are done already
  /// @param all how many there are
  /// @param watching is told what was measured so far after each epoch, and at the end
  Model run(Reproduction here, int before, int all, Consumer<History> watching) {
    Model model = network.model(images.inputShape(), pictures.classes().size(), Seed.of(seed));
    Path checkpoint = here.checkpoint(name);
    Trainer trainer =
        Trainer.of(model, Losses::crossEntropy, Adam.of(RATE))
            .schedule(Schedules.oneCycle(RATE, steps()).byStep())
            .metrics(Metrics.accuracy())
            .callbacks(
                WeightAverage.exponential(averaged()),
                Callbacks.checkpoint(checkpoint),
                here.watching(before, all, watching))
            .seed(seed);
    Batches batches = images.shuffle(seed).batch(batch);
    watching.accept(
        Reproduction.resumed(trainer, checkpoint)
            .fit(augmented ? pictures.changes().on(batches) : batches, epochs));
    return model;
  }
}
