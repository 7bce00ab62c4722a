package gradus.nn;

import gradus.tensor.ArgumentException;
import gradus.tensor.Tensor;

/// The exponential linear unit: `x`, or `alpha (e^x - 1)` below 0. Clevert, Unterthiner and
/// Hochreiter, 2016.
public record Elu(double alpha) implements Layer {
  /// Checks alpha.
  ///
  /// @throws IllegalArgumentException where it is not finite
  public Elu {
    if (!Double.isFinite(alpha)) {
      throw new ArgumentException("elu: alpha must be finite, got %s", alpha);
    }
  }

  /// Alpha 1.
  public static Elu of() {
    return new Elu(1);
  }

  @Override
  public Tensor apply(Tensor x) {
    return elu(x, alpha);
  }

  static Tensor elu(Tensor x, double alpha) {
    Tensor positive = x.greater(0);
    Tensor zero = Tensor.scalar(x.dtype(), 0);
    // Large x must not reach the exponential: its infinite slope would make the gradient NaN.
    Tensor negative = Tensor.where(positive, zero, x).expm1().times(alpha);
    return Tensor.where(positive, x, negative);
  }
}
