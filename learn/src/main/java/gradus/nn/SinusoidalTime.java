package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.List;

/// Tells a network a time between 0 and 1 by waves of many lengths: of `size` numbers the first
/// half is `sin(1000 t f)`, the second `cos(1000 t f)`, with `f = 10000^(-i / half)` for `i` from 0
/// to below `half`.
///
/// A single number between 0 and 1 says little to a network, which would have to be steep to tell
/// two near times apart; of these waves the short ones tell near times apart and the long ones far
/// times.
///
/// # Shapes
///
/// `[batch, 1]` becomes `[batch, size]`.
///
/// Vaswani et al., "Attention is all you need", 2017, for places; Ho, Jain and Abbeel, "Denoising
/// diffusion probabilistic models", 2020, for times.
///
/// @param size how many numbers there are, an even number
public record SinusoidalTime(int size) implements Layer {
  private static final double SCALE = 1000;
  private static final double LONGEST = 10_000;

  /// Checks the size.
  ///
  /// @throws ShapeException where it is odd or not positive
  public SinusoidalTime {
    if (size < 2 || size % 2 != 0) {
      throw new ShapeException(
          "sinusoidalTime: the size must be even and at least 2, got %s", size);
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    if (x.shape().rank() != 2 || x.size(1) != 1) {
      throw new ShapeException(
          "sinusoidalTime: takes one time for each sample, [batch, 1], got %s", x.shape());
    }
    double[] lengths = new double[size / 2];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = SCALE * Math.pow(LONGEST, -(double) i / lengths.length);
    }
    Tensor factors = Tensor.of(Shape.of(1, lengths.length), lengths).cast(x.dtype());
    Tensor angles = x.times(factors);
    return Tensor.concat(1, List.of(angles.sin(), angles.cos()));
  }
}
