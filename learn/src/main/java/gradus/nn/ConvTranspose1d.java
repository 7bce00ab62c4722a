package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
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
    Shape shape = weight.shape();
    if (shape.rank() != 3
        || shape.size(2) != window.columns().size()
        || window.rows().size() != 1
        || shape.size(0) % window.groups() != 0) {
      throw new ShapeException(
          "convTranspose1d: the weight must be [channels, filters / groups, %d], the channels"
                  .formatted(window.columns().size())
              + " divisible by the %d group(s), got shape %s".formatted(window.groups(), shape));
    }
    Conv2d.requireBias(NAME, bias, shape.size(1) * window.groups());
    ConvTranspose2d.requireExtra(NAME, window.columns().stride(), same, extra);
  }

  @Override
  public Tensor apply(Tensor x) {
    OneRow.require(NAME, x, weight.shape().size(0));
    int length = ConvTranspose2d.size(NAME, "length", window.columns(), same, extra, x.size(2));
    Window cut = same ? window.padded(1, length) : window;
    Tensor kernel = OneRow.of(weight.value());
    return OneRow.apply(
        NAME, x, row -> Conv2d.plus(row.convolveTransposed(kernel, cut, 1, length), bias));
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
      implements LayerSpec {
    /// Checks the numbers.
    ///
    /// @throws ShapeException where they do not fit
    public Spec {
      Conv2d.requireFilters(NAME, filters, window.groups());
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

    /// With another stride: by how much sequences grow.
    public Spec withStride(int stride) {
      return withWindow(window.withStride(1, stride));
    }

    /// With as many numbers cut off before and after.
    public Spec withPadding(int before, int after) {
      Window padded = window.withPadding(0, 0, before, after);
      return new Spec(filters, padded, false, extra, weight, bias);
    }

    /// With padding by name: `same` for sequences that grow by the stride exactly, `valid` for
    /// nothing cut off.
    ///
    /// @throws UnknownNameException where there is no such padding
    public Spec withPadding(String name) {
      Window plain = window.withPadding(0, 0, 0, 0);
      return new Spec(filters, plain, Conv2d.isSame(name), extra, weight, bias);
    }

    /// With numbers after the result.
    public Spec withExtra(int extra) {
      return new Spec(filters, window, same, extra, weight, bias);
    }

    /// With another distance between the outputs that an input reaches.
    public Spec withDilation(int dilation) {
      return withWindow(window.withDilation(1, dilation));
    }

    /// With groups of channels that do not see each other.
    public Spec withGroups(int groups) {
      return withWindow(window.withGroups(groups));
    }

    private Spec withWindow(Window window) {
      return new Spec(filters, window, same, extra, weight, bias);
    }

    /// With weights from another initializer.
    public Spec withWeight(Initializer weight) {
      return new Spec(filters, window, same, extra, weight, bias);
    }

    /// With a bias from another initializer.
    public Spec withBias(Initializer bias) {
      return new Spec(filters, window, same, extra, weight, bias);
    }

    /// Without a bias.
    public Spec withoutBias() {
      return new Spec(filters, window, same, extra, weight, null);
    }

    @Override
    public ConvTranspose1d build(Shape input, Initialization initialization) {
      int channels = Conv2d.channels(NAME, input, 2);
      Conv2d.requireGroups(NAME, input, window.groups());
      Shape shape = Shape.of(channels, filters / window.groups(), window.columns().size());
      return new ConvTranspose1d(
          initialization.parameter("weight", shape, weight),
          bias == null ? null : initialization.parameter("bias", Shape.of(filters), bias),
          window,
          same,
          extra);
    }
  }
}
