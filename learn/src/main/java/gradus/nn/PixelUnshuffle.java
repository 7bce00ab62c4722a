package gradus.nn;

import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;

/// More channels from smaller pictures: every square of `factor x factor` numbers becomes
/// `factor^2` channels, and nothing is lost. [PixelShuffle] is the way back.
///
/// # Shapes
///
/// `[batch, channels, factor height, factor width]` becomes `[batch, factor^2 channels, height,
/// width]`
///
/// @param factor how many times less high and wide
public record PixelUnshuffle(int factor) implements Layer {
  /// Checks the factor.
  ///
  /// @throws ShapeException where it is not positive
  public PixelUnshuffle {
    if (factor < 1) {
      throw new ShapeException("pixelUnshuffle: the factor must be at least 1, got %s", factor);
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    Windows.requirePictures("pixelUnshuffle", x);
    int height = x.size(2) / factor;
    int width = x.size(3) / factor;
    if (height * factor != x.size(2) || width * factor != x.size(3)) {
      throw new ShapeException(
          "pixelUnshuffle: height and width of %s must be multiples of %d; pad or crop the pictures",
          x.shape(), factor);
    }
    return x.reshape(x.size(0), x.size(1), height, factor, width, factor)
        .transpose(0, 1, 3, 5, 2, 4)
        .reshape(x.size(0), x.size(1) * factor * factor, height, width);
  }
}
