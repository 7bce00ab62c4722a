package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.function.UnaryOperator;
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
    Windows.requireOneRow("conv1d", window);
    Convolution.require("conv1d", weight, bias, window.groups(), window.columns().size());
  }

  @Override
  public Tensor apply(Tensor x) {
    OneRow.require("conv1d", x, weight.shape().size(1) * window.groups());
    Tensor kernel = OneRow.of(weight.value());
    return OneRow.apply(
        "conv1d",
        x,
        row -> Convolution.plus(row.convolve(kernel, Windows.over(window, same, row)), bias));
  }

  /// A convolution to be built.
  ///
  /// @param weight what the weight starts from
  /// @param bias what the bias starts from; null for a layer without one
  public record Spec(
      int filters, Window window, boolean same, Initializer weight, @Nullable Initializer bias)
      implements ConvolutionSpec<Spec> {
    /// Checks the number of filters.
    ///
    /// @throws ShapeException where it is not positive, or the groups do not divide it
    public Spec {
      Convolution.requireFilters("conv1d", filters, window.groups());
    }

    /// With a window that moves by single steps, no padding, Glorot's uniform weights and a bias of
    /// zeros.
    public static Spec of(int filters, int size) {
      return new Spec(
          filters, Window.of(1, size), false, Initializers.glorotUniform(), Initializers.zeros());
    }

    /// With zeros before and after; all of them before makes the convolution causal.
    public Spec withPadding(int before, int after) {
      return withSides(side -> side.withPadding(before, after), false);
    }

    @Override
    public Spec withWindow(Window window) {
      return new Spec(filters, window, same, weight, bias);
    }

    @Override
    public Spec withSides(UnaryOperator<Window.Side> change, boolean same) {
      return new Spec(filters, Windows.along(window, change), same, weight, bias);
    }

    @Override
    public Spec withWeights(Initializer weight, @Nullable Initializer bias) {
      return new Spec(filters, window, same, weight, bias);
    }

    @Override
    public Conv1d build(Shape input, Initialization initialization) {
      int groups = window.groups();
      int channels = Convolution.channels("conv1d", input, 1, groups);
      int size = window.columns().size();
      return new Conv1d(
          Convolution.weight(this, initialization, filters, channels / groups, size),
          Convolution.bias(this, initialization, filters),
          window,
          same);
    }
  }
}
