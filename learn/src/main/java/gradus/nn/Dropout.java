package gradus.nn;

import gradus.tensor.ArgumentException;
import gradus.tensor.Message;
import gradus.tensor.Tensor;

/// Zeroes each number with a probability, in training only, so that no unit can rely on another.
/// The others are multiplied by `1 / (1 - rate)`: the expected value stays, and inference needs no
/// correction.
///
/// Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, "Dropout", 2014.
///
/// @param rate the probability of becoming zero, in [0, 1)
public record Dropout(double rate) implements Layer {
  /// Checks the rate.
  ///
  /// @throws IllegalArgumentException where it is not in [0, 1)
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new ArgumentException(
          "dropout: the rate must be at least 0 and below 1, got %s; %s",
          rate,
          rate > 1
              ? Message.of("is it a percentage?")
              : Message.of("it is the share that becomes zero"));
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    Pass pass = Pass.current();
    if (!pass.isTraining() || rate == 0) {
      return x;
    }
    Tensor kept = pass.uniform(x.shape()).greaterOrEqual(rate).cast(x.dtype());
    return x.times(kept.times(1 / (1 - rate)));
  }
}
