package gradus.nn;

import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;

/// A way around a block of a residual network that has nothing to learn, where pictures become
/// smaller and get more channels: every `stride`-th place of the input, and zeros in the channels
/// that it does not have. The paper's option A.
///
/// ```java
/// residual(conv2d(32, 3).withStride(2).withPadding(1)).withShortcut(paddedShortcut(32, 2));
/// ```
///
/// # Shapes
///
/// `[batch, c, height, width]` becomes `[batch, channels, ceil(height / stride), ceil(width /
/// stride)]`; the first `c` channels are the input's.
///
/// He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2016, section 3.3.
///
/// @param channels how many channels there are afterwards, at least as many as the input's
/// @param stride how far apart the places lie that are taken
public record PaddedShortcut(int channels, int stride) implements Layer {
  /// Checks the settings.
  ///
  /// @throws ShapeException where one is not positive
  public PaddedShortcut {
    if (channels < 1 || stride < 1) {
      throw new ShapeException(
          "paddedShortcut: channels and stride must be at least 1, got %d and %d",
          channels, stride);
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    Windows.requirePictures("paddedShortcut", x);
    int more = channels - x.size(1);
    if (more < 0) {
      throw new ShapeException(
          "paddedShortcut: %s has more channels than the %d that it is to get; a convolution of 1 x"
              + " 1 can make them fewer",
          x.shape(), channels);
    }
    Tensor taken =
        stride == 1 ? x : x.slice(2, 0, x.size(2), stride).slice(3, 0, x.size(3), stride);
    return more == 0 ? taken : taken.pad(1, 0, more, 0);
  }
}
