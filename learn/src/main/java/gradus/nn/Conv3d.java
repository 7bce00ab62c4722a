package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
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
    Shape shape = weight.shape();
    if (shape.rank() != 5
        || shape.size(2) != depth.size()
        || shape.size(3) != window.rows().size()
        || shape.size(4) != window.columns().size()
        || shape.size(0) % window.groups() != 0) {
      throw new ShapeException(
          "conv3d: the weight must be [filters, channels / groups, %d, %d, %d], the filters"
                  .formatted(depth.size(), window.rows().size(), window.columns().size())
              + " divisible by the %d group(s), got shape %s".formatted(window.groups(), shape));
    }
    Conv2d.requireBias("conv3d", bias, shape.size(0));
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
    Tensor y = Conv2d.plus(seen.convolve(flat, Conv2d.over(window, same, seen)), bias);
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
      implements LayerSpec {
    /// Checks the number of filters.
    ///
    /// @throws ShapeException where it is not positive, or the groups do not divide it
    public Spec {
      Conv2d.requireFilters("conv3d", filters, window.groups());
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

    /// With another stride along all three axes.
    public Spec withStride(int stride) {
      return withWindow(depth.withStride(stride), window.withStride(stride, stride));
    }

    /// With as many zeros on each side.
    public Spec withPadding(int each) {
      return padded(each, false);
    }

    /// With padding by name: `same` for an output at every stride, `valid` for none.
    ///
    /// @throws UnknownNameException where there is no such padding
    public Spec withPadding(String name) {
      return padded(0, Conv2d.isSame(name));
    }

    private Spec padded(int each, boolean same) {
      return new Spec(filters, depth, window, same, weight, bias)
          .withWindow(depth.withPadding(each, each), window.withPadding(each, each, each, each));
    }

    /// With another distance between the inputs that the window sees.
    public Spec withDilation(int dilation) {
      return withWindow(depth.withDilation(dilation), window.withDilation(dilation, dilation));
    }

    /// With groups of channels that do not see each other.
    public Spec withGroups(int groups) {
      return withWindow(depth, window.withGroups(groups));
    }

    /// With another window, for sizes, strides, paddings or dilations that differ by axis.
    public Spec withWindow(Window.Side depth, Window window) {
      return new Spec(filters, depth, window, same, weight, bias);
    }

    /// With weights from another initializer.
    public Spec withWeight(Initializer weight) {
      return new Spec(filters, depth, window, same, weight, bias);
    }

    /// With a bias from another initializer.
    public Spec withBias(Initializer bias) {
      return new Spec(filters, depth, window, same, weight, bias);
    }

    /// Without a bias.
    public Spec withoutBias() {
      return new Spec(filters, depth, window, same, weight, null);
    }

    @Override
    public Conv3d build(Shape input, Initialization initialization) {
      int channels = Conv2d.channels("conv3d", input, 4);
      Conv2d.requireGroups("conv3d", input, window.groups());
      Shape shape =
          Shape.of(
              filters,
              channels / window.groups(),
              depth.size(),
              window.rows().size(),
              window.columns().size());
      return new Conv3d(
          initialization.parameter("weight", shape, weight),
          bias == null ? null : initialization.parameter("bias", Shape.of(filters), bias),
          depth,
          window,
          same);
    }
  }
}
