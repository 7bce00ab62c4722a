package gradus.examples;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.seed;
import static gradus.nn.Layers.tanh;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Gradient;
import gradus.train.Learner;
import gradus.train.Objective;
import java.util.Iterator;
import java.util.List;

/// A training loop without a trainer: the same traced steps, in the user's own order.
public final class LoopByHand {
  /// Teaches a network `sin(3 x)`, and gives its loss before each step.
  static double[] train(Model model, int epochs) {
    Tensor x = RandomKey.of(1).uniform(Shape.of(512, 1), -1, 1);
    Batches batches = Dataset.of(x, x.times(3).sin()).shuffle(1).batch(64);
    var losses = new double[epochs * batches.batchCount()];
    Objective objective = Objective.supervised(model, Losses::mse);
    try (Learner learner = Learner.of(model, objective, Adam.of(2e-2))) {
      for (int epoch = 0; epoch < epochs; epoch++) {
        Iterator<Batch> all = batches.epoch(epoch);
        while (all.hasNext()) {
          int step = (int) learner.steps();
          losses[step] = learner.step(all.next()).loss();
        }
        learner.nextEpoch();
      }
    }
    return losses;
  }

  /// One step on two batches at once, as two machines would take it.
  static void stepTogether(Learner learner, Batch one, Batch other) {
    Gradient joined = Gradient.join(List.of(learner.gradient(one), learner.gradient(other)));
    learner.update(joined);
  }

  static void main() {
    Model model = Model.of(Shape.of(1), seed(42), dense(32), tanh(), dense(1));
    double[] losses = train(model, 100);
    IO.println(losses[0] + ", then " + losses[losses.length - 1]);
    IO.println(model.predict(Tensor.of(new float[][] {{0.5f}})));
  }
}
