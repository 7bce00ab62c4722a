package gradus.nn;

import gradus.tensor.ArgumentException;
import gradus.tensor.Tensor;

/// `x`, or `slope x` below 0. Maas, Hannun and Ng, 2013.
public record LeakyRelu(double slope) implements Layer {
  /// Checks the slope.
  ///
  /// @throws IllegalArgumentException where it is not finite
  public LeakyRelu {
    if (!Double.isFinite(slope)) {
      throw new ArgumentException("leakyRelu: the slope must be finite, got %s", slope);
    }
  }

  /// The slope 0.01.
  public static LeakyRelu of() {
    return new LeakyRelu(0.01);
  }

  @Override
  public Tensor apply(Tensor x) {
    return Tensor.where(x.greater(0), x, x.times(slope));
  }
}
