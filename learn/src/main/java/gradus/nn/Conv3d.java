package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A convolution over volumes, such as the frames of a film or the slices of a scan: the slices
/// that a window sees stand side by side as channels of one picture, so that it is a [Conv2d].
///
/// # Shapes
///
/// `weight` is `[filters, channels / groups, depth, rows, columns]`, `bias` is `[filters]` or
/// absent, and `[batch, channels, depth, height, width]` becomes `[batch, filters, ...]`, each axis
/// as in [Conv2d].
///
/// @param depth how the window moves through the slices
/// @param window how it moves within them; paddings are not used where `same` is true
/// @param same whether the input is padded so that there is an output for every stride
public record Conv3d(
    Parameter weight, @Nullable Parameter bias, Window.Side depth, Window window, boolean same)
    implements Layer {
  /// Checks that weight, bias and window fit.
  ///
  /// @throws ShapeException where they do not
  public Conv3d {
    Convolution.require(
        "conv3d",
        weight,
        bias,
        window.groups(),
        depth.size(),
        window.rows().size(),
        window.columns().size());
  }

  @Override
  public Tensor apply(Tensor x) {
    Volumes.require("conv3d", x, weight.shape().size(1) * window.groups());
    Window.Side down = same ? depth.padded(x.size(2)) : depth;
    Tensor seen = Volumes.seen("conv3d", x, down);
    Tensor kernel = weight.value();
    Tensor flat =
        kernel.reshape(
            kernel.size(0), kernel.size(1) * kernel.size(2), kernel.size(3), kernel.size(4));
    Tensor y = Convolution.plus(seen.convolve(flat, Windows.over(window, same, seen)), bias);
    return y.reshape(x.size(0), (int) down.outputs(x.size(2)), y.size(1), y.size(2), y.size(3))
        .transpose(0, 2, 1, 3, 4);
  }

  /// A convolution to be built.
  ///
  /// @param weight what the weight starts from
  /// @param bias what the bias starts from; null for a layer without one
  public record Spec(
      int filters,
      Window.Side depth,
      Window window,
      boolean same,
      Initializer weight,
      @Nullable Initializer bias)
      implements ConvolutionSpec<Spec> {
    /// Checks the number of filters.
    ///
    /// @throws ShapeException where it is not positive, or the groups do not divide it
    public Spec {
      Convolution.requireFilters("conv3d", filters, window.groups());
    }

    /// With a cube for a window that moves by single steps, no padding, Glorot's uniform weights
    /// and a bias of zeros.
    public static Spec of(int filters, int size) {
      return new Spec(
          filters,
          Window.Side.of(size),
          Window.of(size, size),
          false,
          Initializers.glorotUniform(),
          Initializers.zeros());
    }

    /// With another window, for sizes, strides, paddings or dilations that differ by axis.
    public Spec withWindow(Window.Side depth, Window window) {
      return new Spec(filters, depth, window, same, weight, bias);
    }

    @Override
    public Spec withWindow(Window window) {
      return new Spec(filters, depth, window, same, weight, bias);
    }

    @Override
    public Spec withSides(UnaryOperator<Window.Side> change, boolean same) {
      return new Spec(
          filters, change.apply(depth), Windows.each(window, change), same, weight, bias);
    }

    @Override
    public Spec withWeights(Initializer weight, @Nullable Initializer bias) {
      return new Spec(filters, depth, window, same, weight, bias);
    }

    @Override
    public Conv3d build(Shape input, Initialization initialization) {
      int groups = window.groups();
      int seen = Convolution.channels("conv3d", input, 3, groups) / groups;
      int rows = window.rows().size();
      int columns = window.columns().size();
      return new Conv3d(
          Convolution.weight(this, initialization, filters, seen, depth.size(), rows, columns),
          Convolution.bias(this, initialization, filters),
          depth,
          window,
          same);
    }
  }
}
