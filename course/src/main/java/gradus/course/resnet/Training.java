package gradus.course.resnet;

import gradus.augment.Augmentation;
import gradus.course.Reproduction;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.networks.ResNet;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Schedules;
import gradus.optim.Sgd;
import gradus.train.Callback;
import gradus.train.Callbacks;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.Trainer;
import gradus.train.WeightAverage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A training by the paper's recipe: gradient descent with a momentum of 0.9, a weight decay of
/// 0.0001, and a rate of at most 0.1 for a batch of 128. Here the rate rises and falls once,
/// because there are fewer steps, and it is smaller for smaller batches (Goyal and others,
/// "Accurate, large minibatch SGD", 2017). It keeps a checkpoint after each epoch, and goes on from
/// one.
///
/// @param name what its checkpoint is called
/// @param changes how pictures are changed; null for not at all
/// @param rate the highest, for a batch of 128
/// @param averages whether the network gets the average of the weights that it went through
record Training(
    String name,
    ResNet network,
    Dataset images,
    @Nullable Augmentation changes,
    int epochs,
    int batch,
    double rate,
    boolean averages) {
  /// The paper's rate, for a batch of [#PAPERS_BATCH].
  static final double PAPERS_RATE = 0.1;

  private static final int PAPERS_BATCH = 128;
  private static final double MOMENTUM = 0.9;
  private static final double WEIGHT_DECAY = 1e-4;
  private static final double AVERAGE = 0.998;
  private static final int CLASSES = 10;

  /// How many steps it takes.
  int steps() {
    return Math.ceilDiv(images.size(), batch) * epochs;
  }

  /// The network before it has learned anything.
  Model begin(long seed) {
    return network.model(images.inputShape(), CLASSES, Seed.of(seed));
  }

  /// Trains, or goes on with a training that was ended; one that was finished costs nothing.
  ///
  /// @param before how many steps of the chapter are done already
  /// @param all how many there are
  /// @param watching is told what was measured so far after each epoch, and at the end
  Model run(Reproduction here, int before, int all, Consumer<History> watching) {
    Model model = begin(here.seed());
    double highest = rate * batch / PAPERS_BATCH;
    Path checkpoint = here.checkpoint(name);
    List<Callback> callbacks = new ArrayList<>();
    if (averages) {
      callbacks.add(WeightAverage.exponential(AVERAGE));
    }
    callbacks.add(Callbacks.checkpoint(checkpoint));
    callbacks.add(here.watching(before, all, watching));
    Trainer trainer =
        Trainer.of(model, Losses::crossEntropy, new Sgd(highest, MOMENTUM, 0, false, WEIGHT_DECAY))
            .schedule(Schedules.oneCycle(highest, steps()).byStep())
            .metrics(Metrics.accuracy())
            .callbacks(callbacks.toArray(Callback[]::new))
            .seed(here.seed());
    Batches batches = images.shuffle(here.seed()).batch(batch);
    watching.accept(
        Reproduction.resumed(trainer, checkpoint)
            .fit(changes == null ? batches : changes.on(batches), epochs));
    return model;
  }
}
