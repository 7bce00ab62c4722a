package gradus.course.belief;

import gradus.course.Reproduction;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Optimizer;
import gradus.optim.Schedules;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.Trainer;

/// How a network is trained by gradients on labels, whether its layers begin as machines or at
/// random. Nothing is chosen by the test pictures.
///
/// @param name what its files are called
/// @param epochs how often it sees each picture
/// @param optimizer with its first learning rate, from which it falls to 0 along half a cosine wave
/// @param batch pictures a step
record FineTuning(String name, int epochs, Optimizer optimizer, int batch) {
  private static final int AT_ONCE = 1000;

  /// Epochs of fewer steps are sooner done again than kept.
  private static final int WORTH_KEEPING = 100;

  /// Trains, and gives the share of the test pictures that is read wrongly.
  double error(Reproduction here, Model network, Dataset train, Dataset test, Part part) {
    Batches batches = train.shuffle(here.seed()).batch(batch);
    int steps = batches.batchCount() * epochs;
    Callback watch = part.watching(steps);
    Trainer trainer =
        Trainer.of(network, Losses::crossEntropy, optimizer)
            .schedule(Schedules.cosine(0, steps).byStep())
            .metrics(Metrics.accuracy())
            .seed(here.seed());
    History _ =
        batches.batchCount() < WORTH_KEEPING
            ? trainer.callbacks(watch).fit(batches, epochs)
            : here.train(trainer, name, batches, epochs, watch);
    return 1 - trainer.evaluate(test.batch(AT_ONCE)).value("accuracy");
  }
}
