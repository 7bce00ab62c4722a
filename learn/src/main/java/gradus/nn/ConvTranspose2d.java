package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
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
  /// Checks that weight, bias and window fit.
  ///
  /// @throws ShapeException where they do not
  public ConvTranspose2d {
    Shape shape = weight.shape();
    if (shape.rank() != 4
        || shape.size(2) != window.rows().size()
        || shape.size(3) != window.columns().size()
        || shape.size(0) % window.groups() != 0) {
      throw new ShapeException(
          "convTranspose2d: the weight must be [channels, filters / groups, %d, %d], the channels"
                  .formatted(window.rows().size(), window.columns().size())
              + " divisible by the %d group(s), got shape %s".formatted(window.groups(), shape));
    }
    Conv2d.requireBias("convTranspose2d", bias, shape.size(1) * window.groups());
    requireExtra("convTranspose2d", stride(window), same, extra);
  }

  private static int stride(Window window) {
    return Math.min(window.rows().stride(), window.columns().stride());
  }

  static void requireExtra(String name, int stride, boolean same, int extra) {
    if (extra < 0 || extra >= stride) {
      throw new ShapeException(
          "%s: what is extra after the result must be at least 0 and below the stride, %d, got %d"
              .formatted(name, stride, extra));
    }
    if (same && extra > 0) {
      throw new ShapeException(
          "%s: padded as `same`, the size is the input's times the stride; leave out the extra %d"
              .formatted(name, extra));
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    Conv2d.requirePictures("convTranspose2d", x, weight.shape().size(0));
    String name = "convTranspose2d";
    int height = size(name, "height", window.rows(), same, extra, x.size(2));
    int width = size(name, "width", window.columns(), same, extra, x.size(3));
    Window cut = same ? window.padded(height, width) : window;
    return Conv2d.plus(x.convolveTransposed(weight.value(), cut, height, width), bias);
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
          "%s: the %s, %d, would become %d; the padding, %d, cuts off too much"
              .formatted(name, what, inputs, size, padding));
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
      implements LayerSpec {
    /// Checks the numbers.
    ///
    /// @throws ShapeException where they do not fit
    public Spec {
      Conv2d.requireFilters("convTranspose2d", filters, window.groups());
      requireExtra("convTranspose2d", stride(window), same, extra);
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

    /// With another stride, both down and to the right: by how much pictures grow.
    public Spec withStride(int stride) {
      return withWindow(window.withStride(stride, stride));
    }

    /// With as many rows and columns cut off on each side.
    public Spec withPadding(int each) {
      Window padded = window.withPadding(each, each, each, each);
      return new Spec(filters, padded, false, extra, weight, bias);
    }

    /// With padding by name: `same` for pictures that grow by the stride exactly, `valid` for
    /// nothing cut off.
    ///
    /// @throws UnknownNameException where there is no such padding
    public Spec withPadding(String name) {
      Window plain = window.withPadding(0, 0, 0, 0);
      return new Spec(filters, plain, Conv2d.isSame(name), extra, weight, bias);
    }

    /// With rows and columns after the result.
    public Spec withExtra(int extra) {
      return new Spec(filters, window, same, extra, weight, bias);
    }

    /// With another distance between the outputs that an input reaches.
    public Spec withDilation(int dilation) {
      return withWindow(window.withDilation(dilation, dilation));
    }

    /// With groups of channels that do not see each other.
    public Spec withGroups(int groups) {
      return withWindow(window.withGroups(groups));
    }

    /// With another window, for sizes that differ down and to the right.
    public Spec withWindow(Window window) {
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
    public ConvTranspose2d build(Shape input, Initialization initialization) {
      int channels = Conv2d.channels("convTranspose2d", input, 3);
      Conv2d.requireGroups("convTranspose2d", input, window.groups());
      Shape shape =
          Shape.of(
              channels, filters / window.groups(), window.rows().size(), window.columns().size());
      return new ConvTranspose2d(
          initialization.parameter("weight", shape, weight),
          bias == null ? null : initialization.parameter("bias", Shape.of(filters), bias),
          window,
          same,
          extra);
    }
  }
}
