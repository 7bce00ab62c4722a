package gradus.nn;

import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;

/// Larger pictures: every number repeated, or in between the neighbours' weighted means.
///
/// # Shapes
///
/// `[batch, channels, height, width]` becomes `[batch, channels, factor height, factor width]`
///
/// @param factor how many times as high and wide
/// @param mode what the new numbers are
public record Upsample2d(int factor, Mode mode) implements Layer {
  private static final int LARGEST_FACTOR = 1 << 16;

  /// What the numbers of a larger picture are.
  public enum Mode {
    /// The nearest number.
    NEAREST,
    /// Weighted means of the two nearest rows and columns, by the distances of the centres; beyond
    /// the outermost centres the outermost numbers. PyTorch's `align_corners=False`.
    BILINEAR
  }

  /// Checks the factor.
  ///
  /// @throws ShapeException where it is not positive
  public Upsample2d {
    if (factor < 1) {
      throw new ShapeException("upsample2d: the factor must be at least 1, got %s", factor);
    }
    requireSmall("upsample2d", factor);
  }

  /// Refuses a factor that makes of a single number more than any picture or sequence has.
  static void requireSmall(String name, int factor) {
    if (factor > LARGEST_FACTOR) {
      throw new ShapeException(
          "%s: the factor must be at most %s, got %s", name, LARGEST_FACTOR, factor);
    }
  }

  /// Repeats every number.
  public static Upsample2d of(int factor) {
    return new Upsample2d(factor, Mode.NEAREST);
  }

  /// With other numbers in between.
  public Upsample2d withMode(Mode mode) {
    return new Upsample2d(factor, mode);
  }

  @Override
  public Tensor apply(Tensor x) {
    Windows.requirePictures("upsample2d", x);
    return switch (mode) {
      case NEAREST -> x.repeat(2, factor).repeat(3, factor);
      case BILINEAR ->
          weights(x.dtype(), x.size(2), factor)
              .matmul(x)
              .matmul(weights(x.dtype(), x.size(3), factor).transpose());
    };
  }

  /// What each of `factor size` new numbers takes of each old one.
  static Tensor weights(DType dtype, int size, int factor) {
    int outputs = Shape.of(size, factor).elements();
    Shape shape = Shape.of(outputs, size);
    var weights = new double[shape.elements()];
    for (int o = 0; o < outputs; o++) {
      double centre = Math.clamp((o + 0.5) / factor - 0.5, 0, size - 1);
      int left = (int) centre;
      int right = Math.min(left + 1, size - 1);
      weights[o * size + left] += 1 - (centre - left);
      weights[o * size + right] += centre - left;
    }
    return Tensor.of(shape, weights).cast(dtype);
  }
}
