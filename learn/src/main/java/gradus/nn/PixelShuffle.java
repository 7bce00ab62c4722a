package gradus.nn;

import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;

/// Larger pictures from more channels: every `factor^2` channels become the numbers of one channel
/// of a picture `factor` times as high and wide. With a convolution before it this makes pictures
/// larger by what is trained; [PixelUnshuffle] is the way back.
///
/// # Shapes
///
/// `[batch, factor^2 channels, height, width]` becomes `[batch, channels, factor height, factor
/// width]`
///
/// Shi and others, "Real-time single image and video super-resolution using an efficient sub-pixel
/// convolutional neural network", 2016.
///
/// @param factor how many times as high and wide
public record PixelShuffle(int factor) implements Layer {
  /// Checks the factor.
  ///
  /// @throws ShapeException where it is not positive
  public PixelShuffle {
    if (factor < 1) {
      throw new ShapeException("pixelShuffle: the factor must be at least 1, got %s", factor);
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    Windows.requirePictures("pixelShuffle", x);
    int height = x.size(2);
    int width = x.size(3);
    int parts = Math.multiplyExact(factor, factor);
    if (x.size(1) % parts != 0) {
      throw new ShapeException(
          "pixelShuffle: %d channels of %s cannot be shared out to %d x %d; let the layer before it"
              + " have a multiple of %d",
          x.size(1), x.shape(), factor, factor, parts);
    }
    int channels = x.size(1) / parts;
    return x.reshape(x.size(0), channels, factor, factor, height, width)
        .transpose(0, 1, 4, 2, 5, 3)
        .reshape(x.size(0), channels, height * factor, width * factor);
  }
}
