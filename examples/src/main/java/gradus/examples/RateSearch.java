package gradus.examples;

import static gradus.nn.Layers.*;

import module gradus.learn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A search for the learning rate: each is tried from the same start, judged by data held back, and
/// the best one is tested once, on data that played no part in the choice.
public final class RateSearch {
  static final List<Double> RATES = List.of(1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0);

  /// Numbers `[n, 2]` and a function of them.
  static Dataset points(long seed, int n) {
    Tensor x = RandomKey.of(seed).uniform(Shape.of(n, 2), -2, 2);
    return Dataset.of(x, x.select(1, 0).times(x.select(1, 1)).sin().expand(1));
  }

  /// A trainer of a new network, which has seen 20 epochs.
  static Trainer train(Dataset data, double rate) {
    Model model = Model.of(Shape.of(2), seed(42), dense(32), tanh(), dense(32), tanh(), dense(1));
    Trainer trainer = Trainer.of(model, Losses::mse, Adam.of(rate));
    trainer.fit(data.shuffle(42).batch(32), 20);
    return trainer;
  }

  /// The loss on data held back, by learning rate.
  static Map<Double, Double> search(Split parts) {
    Map<Double, Double> losses = new LinkedHashMap<>();
    for (double rate : RATES) {
      Evaluation judged = train(parts.first(), rate).evaluate(parts.rest().batch(100));
      losses.put(rate, judged.value("loss"));
    }
    return losses;
  }

  static double best(Map<Double, Double> losses) {
    return losses.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  static void main() {
    Split parts = points(1, 1200).split(0.8, 1);
    Map<Double, Double> losses = search(parts);
    losses.forEach((rate, loss) -> IO.println(rate + "  " + loss));
    Trainer chosen = train(parts.first(), best(losses));
    IO.println("test: " + chosen.evaluate(points(2, 500).batch(100)));
  }
}
