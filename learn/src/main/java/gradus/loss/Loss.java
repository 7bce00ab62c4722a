package gradus.loss;

import gradus.tensor.DType;
import gradus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// How far predictions are from targets, as one number to make small.
@FunctionalInterface
public interface Loss {
  /// The loss of a batch.
  ///
  /// @param prediction what the model said, one sample along each index of axis 0
  /// @param target what it should have said
  /// @return a scalar
  Tensor of(Tensor prediction, Tensor target);

  /// How much the loss of a batch weighs beside those of others: what its mean divided by, such as
  /// the number of labels that are not ignored, or the sum of their weights. Over several batches
  /// the loss is `sum(loss denominator) / sum(denominator)`, whatever their sizes.
  ///
  /// Where nothing else is said it is the number of samples.
  ///
  /// @return a scalar; null where the loss is a sum and no mean, so that the losses of batches just
  ///   add up
  default @Nullable Tensor denominator(Tensor prediction, Tensor target) {
    return Tensor.scalar(DType.FLOAT64, prediction.size(0));
  }

  /// The label of samples that do not count, which metrics leave out as well; null where all count.
  default @Nullable Integer ignoredIndex() {
    return null;
  }
}
