package gradus.optim;

import gradus.tensor.Tensor;

/// What the update rules have in common.
final class Terms {
  private Terms() {}

  /// The gradient with the pull toward 0: `g + weightDecay p`.
  static Tensor decayed(Tensor gradient, Tensor parameter, double weightDecay) {
    return weightDecay == 0 ? gradient : gradient.plus(parameter.times(weightDecay));
  }

  /// A running mean: `beta mean + (1 - beta) value`.
  static Tensor running(Tensor mean, Tensor value, double beta) {
    return mean.times(beta).plus(value.times(1 - beta));
  }
}
