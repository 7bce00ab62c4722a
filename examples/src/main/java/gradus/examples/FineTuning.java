package gradus.examples;

import static gradus.nn.Layers.*;

import module gradus.learn;

import java.util.List;
import java.util.stream.IntStream;

/// An old body with a new head: what was learnt from many points helps where there are few.
public final class FineTuning {
  /// Points `[n, 2]` on three arms of a spiral, with the arms as classes.
  static Dataset arms(long seed, int n) {
    RandomKey key = RandomKey.of(seed);
    int[] arm = IntStream.range(0, n).map(i -> i % 3).toArray();
    Tensor radius = key.fold(0).uniform(Shape.of(n), 0.2, 1);
    Tensor turn = Tensor.ofInts(arm).cast(DType.FLOAT32).times(2 * Math.PI / 3);
    Tensor angle = radius.times(6).plus(turn).plus(key.fold(1).normal(Shape.of(n)).times(0.15));
    Tensor x = radius.times(angle.cos());
    Tensor y = radius.times(angle.sin());
    return Dataset.of(Tensor.stack(1, List.of(x, y)), Tensor.ofInts(arm));
  }

  /// The other question, with two answers: is it the first arm?
  static Dataset firstOrNot(long seed, int n) {
    Dataset arms = arms(seed, n);
    return Dataset.of(arms.inputs(), arms.targets().equalTo(0).cast(DType.INT32));
  }

  static Model network(int classes, long seed) {
    return Model.of(Shape.of(2), seed(seed), dense(32), tanh(), dense(32), tanh(), dense(classes));
  }

  static Trainer trainer(Model model) {
    return Trainer.of(model, Losses::crossEntropy, Adam.of(0.02)).metrics(Metrics.accuracy());
  }

  /// A network for the other question: the weights of the body from an old one, and not trained.
  static Model withNewHead(Model old, long seed) {
    Model model = network(2, seed);
    LoadReport report = model.loadMatching(old.weights());
    return model.frozen(report.taken()::contains);
  }

  static void main() {
    Model old = network(3, 42);
    trainer(old).fit(arms(1, 1500).shuffle(1).batch(50), 40);

    for (Model model : List.of(network(2, 7), withNewHead(old, 7))) {
      Trainer trainer = trainer(model);
      trainer.fit(firstOrNot(2, 48).shuffle(2).batch(16), 100);
      IO.println(trainer.evaluate(firstOrNot(3, 1000).batch(100)));
    }
  }
}
