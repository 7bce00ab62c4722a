package gradus.train;

import gradus.tensor.Tensor;
import java.util.Optional;

/// A number that says how good predictions are, computed batch by batch.
public interface Metric {
  /// The name under which its values stand in a [History], as in `accuracy`.
  String name();

  /// Whether larger or smaller values are better, for whoever looks for the best; empty where a
  /// metric does not say.
  default Optional<Aim> aim() {
    return Optional.empty();
  }

  /// A new count, of nothing yet.
  Accumulator start();

  /// A count in progress. Not for several threads at once.
  interface Accumulator {
    /// Counts a batch.
    void add(Tensor prediction, Tensor target);

    /// The metric of everything that was counted.
    double value();

    /// All that the count consists of, so that it can go on after an interruption.
    double[] state();

    /// Goes on from what [#state] gave.
    void restore(double[] state);
  }
}
