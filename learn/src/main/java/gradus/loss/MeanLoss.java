package gradus.loss;

import gradus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// A loss that is the mean of what each element, or each sample, costs.
///
/// ```java
/// Losses.mse().of(prediction, target);       // their mean, as Losses.mse(prediction, target)
/// Losses.mse().each(prediction, target);     // all of them
/// Losses.mse().summed();                     // a loss that is their sum
/// ```
@FunctionalInterface
public interface MeanLoss extends Loss {
  /// What each element or sample costs.
  ///
  /// @throws gradus.tensor.ShapeException where predictions and targets do not fit, or there are
  ///   none
  Tensor each(Tensor prediction, Tensor target);

  // As a Loss it is the mean of itself, which is what the name says.
  @SuppressWarnings("FunctionalInterfaceMethodChanged")
  @Override
  default Tensor of(Tensor prediction, Tensor target) {
    return each(prediction, target).mean();
  }

  /// The sum in place of the mean.
  default Loss summed() {
    MeanLoss mean = this;
    return new Loss() {
      @Override
      public Tensor of(Tensor prediction, Tensor target) {
        return mean.each(prediction, target).sum();
      }

      @Override
      public @Nullable Tensor denominator(Tensor prediction, Tensor target) {
        return null;
      }
    };
  }
}
