package gradus.course.backpropagation;

import gradus.loss.Loss;
import gradus.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The error of the paper's equation 3, `E = ½ Σ (y - d)²`, over all cases and output units.
///
/// Where units may stop short of 0 and 1, one that is beyond its aim makes no error: with 0.2 and
/// 0.8, a unit that should be on is not pushed beyond 0.8.
///
/// Targets are 0 or 1, and predictions between them.
///
/// @param off the aim of a unit that should be off
/// @param on the aim of a unit that should be on
record SquaredError(double off, double on) implements Loss {
  /// As the equation has it.
  static final SquaredError EXACT = new SquaredError(0, 1);

  /// As the paper trained the family trees.
  static final SquaredError TOLERANT = new SquaredError(0.2, 0.8);

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Tensor missing = prediction.negate().plus(on).relu();
    Tensor excess = prediction.minus(off).relu();
    Tensor error = target.times(missing).plus(target.negate().plus(1).times(excess));
    return error.square().sum().times(0.5);
  }

  @Override
  public @Nullable Tensor denominator(Tensor prediction, Tensor target) {
    return null;
  }
}
