package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import org.jspecify.annotations.Nullable;

/// A convolution along one axis, such as time: a [Conv2d] of pictures with one row.
///
/// # Shapes
///
/// `weight` is `[filters, channels / groups, size]`, `bias` is `[filters]` or absent, and `[batch,
/// channels, length]` becomes `[batch, filters, ...]`.
///
/// @param window how the window moves, in its columns; it has one row
/// @param same whether the input is padded so that there is an output for every stride
public record Conv1d(Parameter weight, @Nullable Parameter bias, Window window, boolean same)
    implements Layer {
  /// Checks that weight, bias and window fit.
  ///
  /// @throws ShapeException where they do not
  public Conv1d {
    Shape shape = weight.shape();
    if (shape.rank() != 3
        || shape.size(2) != window.columns().size()
        || window.rows().size() != 1
        || shape.size(0) % window.groups() != 0) {
      throw new ShapeException(
          "conv1d: the weight must be [filters, channels / groups, %d], the filters divisible by"
                  .formatted(window.columns().size())
              + " the %d group(s), got shape %s".formatted(window.groups(), shape));
    }
    Conv2d.requireBias("conv1d", bias, shape.size(0));
  }

  @Override
  public Tensor apply(Tensor x) {
    OneRow.require("conv1d", x, weight.shape().size(1) * window.groups());
    Tensor kernel = OneRow.of(weight.value());
    return OneRow.apply(
        "conv1d",
        x,
        row -> Conv2d.plus(row.convolve(kernel, Conv2d.over(window, same, row)), bias));
  }

  /// A convolution to be built.
  ///
  /// @param weight what the weight starts from
  /// @param bias what the bias starts from; null for a layer without one
  public record Spec(
      int filters, Window window, boolean same, Initializer weight, @Nullable Initializer bias)
      implements LayerSpec {
    /// Checks the number of filters.
    ///
    /// @throws ShapeException where it is not positive, or the groups do not divide it
    public Spec {
      Conv2d.requireFilters("conv1d", filters, window.groups());
    }

    /// With a window that moves by single steps, no padding, Glorot's uniform weights and a bias of
    /// zeros.
    public static Spec of(int filters, int size) {
      return new Spec(
          filters, Window.of(1, size), false, Initializers.glorotUniform(), Initializers.zeros());
    }

    /// With another stride.
    public Spec withStride(int stride) {
      return withWindow(window.withStride(1, stride));
    }

    /// With zeros before and after; all of them before makes the convolution causal.
    public Spec withPadding(int before, int after) {
      return new Spec(filters, window.withPadding(0, 0, before, after), false, weight, bias);
    }

    /// With padding by name: `same` for an output at every stride, `valid` for none.
    ///
    /// @throws UnknownNameException where there is no such padding
    public Spec withPadding(String name) {
      return new Spec(filters, window.withPadding(0, 0, 0, 0), Conv2d.isSame(name), weight, bias);
    }

    /// With another distance between the inputs that the window sees.
    public Spec withDilation(int dilation) {
      return withWindow(window.withDilation(1, dilation));
    }

    /// With groups of channels that do not see each other.
    public Spec withGroups(int groups) {
      return withWindow(window.withGroups(groups));
    }

    private Spec withWindow(Window window) {
      return new Spec(filters, window, same, weight, bias);
    }

    /// With weights from another initializer.
    public Spec withWeight(Initializer weight) {
      return new Spec(filters, window, same, weight, bias);
    }

    /// With a bias from another initializer.
    public Spec withBias(Initializer bias) {
      return new Spec(filters, window, same, weight, bias);
    }

    /// Without a bias.
    public Spec withoutBias() {
      return new Spec(filters, window, same, weight, null);
    }

    @Override
    public Conv1d build(Shape input, Initialization initialization) {
      int channels = Conv2d.channels("conv1d", input, 2);
      Conv2d.requireGroups("conv1d", input, window.groups());
      Shape shape = Shape.of(filters, channels / window.groups(), window.columns().size());
      return new Conv1d(
          initialization.parameter("weight", shape, weight),
          bias == null ? null : initialization.parameter("bias", Shape.of(filters), bias),
          window,
          same);
    }
  }
}
