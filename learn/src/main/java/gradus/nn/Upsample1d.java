package gradus.nn;

import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;

/// Longer sequences: every number repeated, or in between the neighbours' weighted means.
///
/// # Shapes
///
/// `[batch, channels, length]` becomes `[batch, channels, factor length]`
///
/// @param factor how many times as long
/// @param mode what the new numbers are
public record Upsample1d(int factor, Mode mode) implements Layer {

  /// What the numbers of a longer sequence are.
  public enum Mode {
    /// The nearest number.
    NEAREST,
    /// Weighted means of the two nearest, by the distances of the centres; beyond the outermost
    /// centres the outermost numbers. PyTorch's `align_corners=False`.
    LINEAR
  }

  /// Checks the factor.
  ///
  /// @throws ShapeException where it is not positive
  public Upsample1d {
    if (factor < 1) {
      throw new ShapeException("upsample1d: the factor must be at least 1, got %s", factor);
    }
    Upsample2d.requireSmall("upsample1d", factor);
  }

  /// Repeats every number.
  public static Upsample1d of(int factor) {
    return new Upsample1d(factor, Mode.NEAREST);
  }

  /// With other numbers in between.
  public Upsample1d withMode(Mode mode) {
    return new Upsample1d(factor, mode);
  }

  @Override
  public Tensor apply(Tensor x) {
    if (x.shape().rank() != 3) {
      throw new ShapeException(
          "upsample1d: takes sequences [batch, channels, length], got %s", x.shape());
    }
    return switch (mode) {
      case NEAREST -> x.repeat(2, factor);
      case LINEAR -> x.matmul(Upsample2d.weights(x.dtype(), x.size(2), factor).transpose());
    };
  }
}
