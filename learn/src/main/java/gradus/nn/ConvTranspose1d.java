package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A transposed convolution along one axis, such as time, which makes sequences longer: a
/// [ConvTranspose2d] of pictures with one row.
///
/// # Shapes
///
/// `weight` is `[channels, filters / groups, size]`, `bias` is `[filters]` or absent, and `[batch,
/// channels, length]` becomes `[batch, filters, ...]`.
///
/// @param window how the window of that convolution moves, in its columns; it has one row
/// @param same whether sequences grow by the stride exactly
/// @param extra numbers after the result: see [ConvTranspose2d]
public record ConvTranspose1d(
    Parameter weight, @Nullable Parameter bias, Window window, boolean same, int extra)
    implements Layer {
  private static final String NAME = "convTranspose1d";

  /// Checks that weight, bias and window fit.
  ///
  /// @throws ShapeException where they do not
  public ConvTranspose1d {
    Windows.requireOneRow(NAME, window);
    Convolution.requireTransposed(NAME, weight, bias, window.groups(), window.columns().size());
    ConvTranspose2d.requireExtra(NAME, window.columns().stride(), same, extra);
  }

  @Override
  public Tensor apply(Tensor x) {
    OneRow.require(NAME, x, weight.shape().size(0));
    int length = ConvTranspose2d.size(NAME, "length", window.columns(), same, extra, x.size(2));
    Window cut = same ? window.padded(1, length) : window;
    Tensor kernel = OneRow.of(weight.value());
    return OneRow.apply(
        NAME, x, row -> Convolution.plus(row.convolveTransposed(kernel, cut, 1, length), bias));
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
      ConvTranspose2d.requireExtra(NAME, window.columns().stride(), same, extra);
    }

    /// With a window that moves by single steps, Glorot's uniform weights and a bias of zeros.
    public static Spec of(int filters, int size) {
      return new Spec(
          filters,
          Window.of(1, size),
          false,
          0,
          Initializers.glorotUniform(),
          Initializers.zeros());
    }

    /// With as many numbers cut off before and after.
    public Spec withPadding(int before, int after) {
      return withSides(side -> side.withPadding(before, after), false);
    }

    /// With numbers after the result.
    public Spec withExtra(int extra) {
      return new Spec(filters, window, same, extra, weight, bias);
    }

    @Override
    public Spec withWindow(Window window) {
      return new Spec(filters, window, same, extra, weight, bias);
    }

    @Override
    public Spec withSides(UnaryOperator<Window.Side> change, boolean same) {
      return new Spec(filters, Windows.along(window, change), same, extra, weight, bias);
    }

    @Override
    public Spec withWeights(Initializer weight, @Nullable Initializer bias) {
      return new Spec(filters, window, same, extra, weight, bias);
    }

    @Override
    public ConvTranspose1d build(Shape input, Initialization initialization) {
      int groups = window.groups();
      int channels = Convolution.channels(NAME, input, 1, groups);
      int size = window.columns().size();
      return new ConvTranspose1d(
          Convolution.weight(this, initialization, channels, filters / groups, size),
          Convolution.bias(this, initialization, filters),
          window,
          same,
          extra);
    }
  }
}
