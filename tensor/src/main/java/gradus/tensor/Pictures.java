package gradus.tensor;

/// The operations of a [Tensor] that see it as pictures, `[batch, channels, height, width]`:
/// convolution and pooling.
///
/// Convolution does not flip its kernel: it is what mathematics calls cross-correlation, as
/// everywhere in deep learning.
public sealed interface Pictures permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// A weighted sum of what a window sees, at each of its places and for each filter: `y[n, o, r,
  /// c] = sum over i, u, v of x[n, i, r s + u d - p, c s + v d - p] kernel[o, i, u, v]`, where `s`
  /// is the stride, `d` the dilation and `p` the padding, beyond which `x` is 0.
  ///
  /// With windows of 3 by 3 and strides and dilations of 1, at least 48 channels and filters in a
  /// group, and at least 576 places, floats are multiplied by minimal filtering: 16 times for four
  /// outputs instead of 36 times (Lavin and Gray, "Fast algorithms for convolutional neural
  /// networks", 2016). Rounding errors are no larger as a rule, but they are relative to the
  /// largest of 4 by 4 neighbouring inputs, and not of the 3 by 3 that the window sees.
  ///
  /// # Shapes
  ///
  /// `[batch, channels, height, width], [filters, channels / groups, rows, columns] -> [batch,
  /// filters, ...]`
  ///
  /// @throws ShapeException where the channels differ, groups do not divide them, or the window is
  ///   larger than the padded picture
  default Tensor convolve(Tensor kernel, Window window) {
    return Tensor.apply(new Op.Convolve(window), self(), kernel);
  }

  /// The transpose of [#convolve], also called a transposed convolution or deconvolution: each
  /// number is spread over what its window sees. The result has the height and width that are
  /// given, of which a convolution with this window would make this tensor's.
  ///
  /// # Shapes
  ///
  /// `[batch, filters, ...], [filters, channels / groups, rows, columns] -> [batch, channels,
  /// height, width]`
  ///
  /// @throws ShapeException where such a convolution would have another result
  default Tensor convolveTransposed(Tensor kernel, Window window, int height, int width) {
    return Tensor.apply(new Op.ConvolveInput(window, height, width), self(), kernel);
  }

  /// The largest number that a window sees, at each of its places and for each channel. Padding
  /// never wins; not-a-number does.
  ///
  /// # Shapes
  ///
  /// `[batch, channels, height, width] -> [batch, channels, ...]`
  ///
  /// @throws ShapeException where the window is larger than the padded picture, or sees only
  ///   padding
  default Tensor maxPool(Window window) {
    Tensor places = Tensor.apply(new Op.WindowArgMax(window), self());
    return self().flatten(2).takeAlong(places.flatten(2), 2).reshape(places.shape());
  }

  /// The mean of what a window sees, at each of its places and for each channel.
  ///
  /// @param countPadding whether zeros of the padding count, as PyTorch has it, or the mean is that
  ///   of the numbers that are there, as Keras has it
  /// @throws ShapeException where the window is larger than the padded picture, or sees only
  ///   padding
  default Tensor averagePool(Window window, boolean countPadding) {
    Shape shape = self().shape();
    if (shape.rank() != 4) {
      throw new ShapeException(
          "averagePool: takes pictures [batch, channels, height, width], got %s", shape);
    }
    ConvolutionRules.average(window, shape);
    int rows = window.rows().size();
    int columns = window.columns().size();
    Window cropped = window.cropped(shape.size(2), shape.size(3));
    // Every channel of every picture is a picture of its own, and all weights are the same.
    int planes = shape.elements(0, 2);
    Tensor single = self().reshape(planes, 1, shape.size(2), shape.size(3));
    Shape kernel = Shape.of("averagePool", 1, 1, cropped.rows().size(), cropped.columns().size());
    Tensor ones = Tensor.full(self().dtype(), kernel, 1);
    Tensor sums;
    if (countPadding) {
      sums = single.convolve(ones.times(1.0 / rows / columns), cropped);
    } else {
      Shape one = Shape.of(1, 1, shape.size(2), shape.size(3));
      Tensor counts = Tensor.full(self().dtype(), one, 1).convolve(ones, cropped);
      sums = single.convolve(ones, cropped).dividedBy(counts.maximum(1));
    }
    return sums.reshape(shape.size(0), shape.size(1), sums.size(2), sums.size(3));
  }

  /// Pictures of another size: see [Interpolation]. It also takes sequences and volumes, since each
  /// axis is done by itself.
  ///
  /// # Shapes
  ///
  /// `[batch, channels, ...]` becomes `[batch, channels, sizes...]`
  ///
  /// @param alignCorners whether the outermost numbers lie on each other, rather than the edges
  /// @param sizes one for each axis after the channels
  /// @throws ShapeException where there is not one size for each of these axes, a size is not
  ///   positive, or there is nothing to interpolate
  /// @throws TensorException where `NEAREST` is asked to align corners
  default Tensor interpolate(Interpolation how, boolean alignCorners, int... sizes) {
    Shape shape = self().shape();
    if (sizes.length == 0 || shape.rank() != sizes.length + 2) {
      throw new ShapeException(
          "interpolate: needs one size for each axis after batch and channels of %s, got %s",
          shape, java.util.Arrays.toString(sizes));
    }
    Interpolation.require(how, alignCorners);
    Checks.floating("interpolate", self());
    Tensor x = self();
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] < 1 || shape.size(i + 2) < 1) {
        throw new ShapeException(
            "interpolate: axis %d of %s cannot become %d; both sizes must be at least 1",
            i + 2, shape, sizes[i]);
      }
      Shape _ = x.shape().with("interpolate", i + 2, sizes[i]);
      x = how.resize(x, i + 2, sizes[i], alignCorners);
    }
    return x;
  }
}
