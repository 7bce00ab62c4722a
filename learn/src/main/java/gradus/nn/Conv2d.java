package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A convolution: each filter's weighted sum of what a window sees of all channels, at every place
/// of the window, and a bias. See [gradus.tensor.Pictures#convolve] for the formula.
///
/// # Shapes
///
/// `weight` is `[filters, channels / groups, rows, columns]`, `bias` is `[filters]` or absent, and
/// `[batch, channels, height, width]` becomes `[batch, filters, ...]`, where along each axis the
/// size is `floor((size + padding - dilation (window - 1) - 1) / stride) + 1`.
///
/// LeCun et al., "Backpropagation applied to handwritten zip code recognition", 1989.
///
/// @param window how the window moves; its padding is not used where `same` is true
/// @param same whether a picture is padded so that there is an output for every stride
public record Conv2d(Parameter weight, @Nullable Parameter bias, Window window, boolean same)
    implements Layer {
  /// Checks that weight, bias and window fit.
  ///
  /// @throws ShapeException where they do not
  public Conv2d {
    Convolution.require(
        "conv2d", weight, bias, window.groups(), window.rows().size(), window.columns().size());
  }

  @Override
  public Tensor apply(Tensor x) {
    Convolution.requirePictures("conv2d", x, weight.shape().size(1) * window.groups());
    return Convolution.plus(x.convolve(weight.value(), Windows.over(window, same, x)), bias);
  }

  /// A convolution to be built.
  ///
  /// @param filters how many filters: of the whole layer, or where `perChannel` of each channel
  /// @param perChannel whether every channel has filters of its own ("depthwise"): as many groups
  ///   as channels
  /// @param weight what the weight starts from
  /// @param bias what the bias starts from; null for a layer without one
  public record Spec(
      int filters,
      boolean perChannel,
      Window window,
      boolean same,
      Initializer weight,
      @Nullable Initializer bias)
      implements ConvolutionSpec<Spec> {
    /// Checks the number of filters.
    ///
    /// @throws ShapeException where it is not positive, or the groups do not divide it
    public Spec {
      Convolution.requireFilters("conv2d", filters, window.groups());
    }

    /// With a square window that moves by single steps, no padding, Glorot's uniform weights and a
    /// bias of zeros.
    public static Spec of(int filters, int size) {
      return new Spec(
          filters,
          false,
          Window.of(size, size),
          false,
          Initializers.glorotUniform(),
          Initializers.zeros());
    }

    /// With zeros around the picture.
    public Spec withPadding(int top, int bottom, int left, int right) {
      Window padded = window.withPadding(top, bottom, left, right);
      return new Spec(filters, perChannel, padded, false, weight, bias);
    }

    /// With filters of its own for every channel; the layer then has as many times its channels.
    public Spec withPerChannel(boolean perChannel) {
      return new Spec(filters, perChannel, window, same, weight, bias);
    }

    @Override
    public Spec withWindow(Window window) {
      return new Spec(filters, perChannel, window, same, weight, bias);
    }

    @Override
    public Spec withSides(UnaryOperator<Window.Side> change, boolean same) {
      return new Spec(filters, perChannel, Windows.each(window, change), same, weight, bias);
    }

    @Override
    public Spec withWeights(Initializer weight, @Nullable Initializer bias) {
      return new Spec(filters, perChannel, window, same, weight, bias);
    }

    @Override
    public Conv2d build(Shape input, Initialization initialization) {
      int channels = Convolution.channels("conv2d", input, 2, perChannel ? 1 : window.groups());
      Window all = perChannel ? window.withGroups(channels) : window;
      int outputs = perChannel ? filters * channels : filters;
      int seen = channels / all.groups();
      int rows = window.rows().size();
      int columns = window.columns().size();
      return new Conv2d(
          Convolution.weight(this, initialization, outputs, seen, rows, columns),
          Convolution.bias(this, initialization, outputs),
          all,
          same);
    }
  }
}
