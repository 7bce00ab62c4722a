package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A transposed convolution, which makes pictures larger: what a [Conv2d] does to gradients, as a
/// layer. Also called a deconvolution.
///
/// # Shapes
///
/// `weight` is `[channels, filters / groups, rows, columns]`, `bias` is `[filters]` or absent, and
/// `[batch, channels, height, width]` becomes `[batch, filters, ...]`, where along each axis the
/// size is `(size - 1) stride - padding + dilation (window - 1) + 1 + extra`, or where `same` is
/// true `size stride`.
///
/// Zeiler, Krishnan, Taylor and Fergus, "Deconvolutional networks", 2010.
///
/// @param window how the window of that convolution moves; its padding is cut off the result
/// @param extra rows and columns after the result: several sizes have a convolution of the same
///   size where the stride is more than 1, and this one chooses among them
public record ConvTranspose2d(
    Parameter weight, @Nullable Parameter bias, Window window, boolean same, int extra)
    implements Layer {
  private static final String NAME = "convTranspose2d";

  /// Checks that weight, bias and window fit.
  ///
  /// @throws ShapeException where they do not
  public ConvTranspose2d {
    Convolution.requireTransposed(
        NAME, weight, bias, window.groups(), window.rows().size(), window.columns().size());
    requireExtra(NAME, stride(window), same, extra);
  }

  private static int stride(Window window) {
    return Math.min(window.rows().stride(), window.columns().stride());
  }

  static void requireExtra(String name, int stride, boolean same, int extra) {
    if (extra < 0 || extra >= stride) {
      throw new ShapeException(
          "%s: what is extra after the result must be at least 0 and below the stride, %d, got %d",
          name, stride, extra);
    }
    if (same && extra > 0) {
      throw new ShapeException(
          "%s: padded as `same`, the size is the input's times the stride; leave out the extra %d",
          name, extra);
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    Convolution.requirePictures(NAME, x, weight.shape().size(0));
    int height = size(NAME, "height", window.rows(), same, extra, x.size(2));
    int width = size(NAME, "width", window.columns(), same, extra, x.size(3));
    Window cut = same ? window.padded(height, width) : window;
    return Convolution.plus(x.convolveTransposed(weight.value(), cut, height, width), bias);
  }

  /// The size of an axis of the result.
  static int size(String name, String what, Window.Side side, boolean same, int extra, int inputs) {
    long padding = (long) side.before() + side.after();
    long size =
        same
            ? (long) inputs * side.stride()
            : (inputs - 1L) * side.stride() - padding + side.reach() + extra;
    if (size < 1 || size > Integer.MAX_VALUE) {
      throw new ShapeException(
          "%s: the %s, %d, would become %d; the padding, %d, cuts off too much",
          name, what, inputs, size, padding);
    }
    return (int) size;
  }

  /// A transposed convolution to be built.
  ///
  /// @param weight what the weight starts from
  /// @param bias what the bias starts from; null for a layer without one
  public record Spec(
      int filters,
      Window window,
      boolean same,
      int extra,
      Initializer weight,
      @Nullable Initializer bias)
      implements ConvolutionSpec<Spec> {
    /// Checks the numbers.
    ///
    /// @throws ShapeException where they do not fit
    public Spec {
      Convolution.requireFilters(NAME, filters, window.groups());
      requireExtra(NAME, stride(window), same, extra);
    }

    /// With a square window that moves by single steps, Glorot's uniform weights and a bias of
    /// zeros.
    public static Spec of(int filters, int size) {
      return new Spec(
          filters,
          Window.of(size, size),
          false,
          0,
          Initializers.glorotUniform(),
          Initializers.zeros());
    }

    /// With rows and columns after the result.
    public Spec withExtra(int extra) {
      return new Spec(filters, window, same, extra, weight, bias);
    }

    @Override
    public Spec withWindow(Window window) {
      return new Spec(filters, window, same, extra, weight, bias);
    }

    @Override
    public Spec withSides(UnaryOperator<Window.Side> change, boolean same) {
      return new Spec(filters, Windows.each(window, change), same, extra, weight, bias);
    }

    @Override
    public Spec withWeights(Initializer weight, @Nullable Initializer bias) {
      return new Spec(filters, window, same, extra, weight, bias);
    }

    @Override
    public ConvTranspose2d build(Shape input, Initialization initialization) {
      int groups = window.groups();
      int channels = Convolution.channels(NAME, input, 2, groups);
      int rows = window.rows().size();
      int columns = window.columns().size();
      return new ConvTranspose2d(
          Convolution.weight(this, initialization, channels, filters / groups, rows, columns),
          Convolution.bias(this, initialization, filters),
          window,
          same,
          extra);
    }
  }
}
