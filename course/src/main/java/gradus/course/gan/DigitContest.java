package gradus.course.gan;

import gradus.course.Reproduction;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.nn.Model;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.WeightAverage;

/// A contest over pictures of digits, with equal rates of both networks.
///
/// @param train the pictures
/// @param batch how many of each kind a step is on
/// @param epochs how often each is seen
record DigitContest(Reproduction here, Dataset train, int batch, int epochs) {
  private static final double RATE = 1e-3;
  private static final double DECAY = 0.999;

  /// How many steps a training takes.
  int steps() {
    return epochs * (train.size() / batch);
  }

  /// Trains both, and gives a generator with the mean of the last thousand weights or so. What was
  /// ended in the middle goes on.
  ///
  /// @param name of the training, for its checkpoint
  /// @param before how many trainings of the chapter are done
  /// @param all how many it has
  Model train(String name, Adversaries two, int before, int all) {
    Batches batches = train.shuffle(here.seed()).batch(batch).dropLast();
    WeightAverage average = WeightAverage.exponential(DECAY).ofModel(Adversaries.GENERATOR);
    Callback watch = here.watching(before * steps(), all * steps());
    History _ = here.train(two.trainer(RATE, RATE), name, batches, epochs, average, watch);
    Model mean = two.generator().copy();
    mean.load(average.weights());
    return mean;
  }
}
