package gradus.loss;

import gradus.tensor.Tensor;

/// How far predictions are from targets, as one number to make small.
@FunctionalInterface
public interface Loss {
  /// The loss of a batch.
  ///
  /// @param prediction what the model said, one sample along each index of axis 0
  /// @param target what it should have said
  /// @return a scalar
  Tensor of(Tensor prediction, Tensor target);
}
