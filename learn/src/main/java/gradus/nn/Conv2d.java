package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.List;
import java.util.Locale;
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
    Shape shape = weight.shape();
    if (shape.rank() != 4
        || shape.size(2) != window.rows().size()
        || shape.size(3) != window.columns().size()
        || shape.size(0) % window.groups() != 0) {
      throw new ShapeException(
          "conv2d: the weight must be [filters, channels / groups, %d, %d], the filters divisible"
                  .formatted(window.rows().size(), window.columns().size())
              + " by the %d group(s), got shape %s".formatted(window.groups(), shape));
    }
    requireBias("conv2d", bias, shape.size(0));
  }

  static void requireBias(String name, @Nullable Parameter bias, int filters) {
    if (bias != null && !bias.shape().equals(Shape.of(filters))) {
      throw new ShapeException(
          "%s: the bias must be [%d], one number for each filter, got shape %s"
              .formatted(name, filters, bias.shape()));
    }
  }

  @Override
  public Tensor apply(Tensor x) {
    requirePictures("conv2d", x, weight.shape().size(1) * window.groups());
    return plus(x.convolve(weight.value(), over(window, same, x)), bias);
  }

  static void requirePictures(String name, Tensor x, int channels) {
    if (x.shape().rank() != 4 || x.size(1) != channels) {
      throw new ShapeException(
          "%s: takes pictures [batch, %d, height, width], got %s; axis 1 holds the channels"
              .formatted(name, channels, x.shape()));
    }
  }

  /// The window for pictures of a size.
  static Window over(Window window, boolean same, Tensor x) {
    return same ? window.padded(x.size(2), x.size(3)) : window;
  }

  static Tensor plus(Tensor y, @Nullable Parameter bias) {
    return bias == null ? y : y.plus(bias.value().reshape(bias.shape().size(0), 1, 1));
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
      implements LayerSpec {
    /// Checks the number of filters.
    ///
    /// @throws ShapeException where it is not positive, or the groups do not divide it
    public Spec {
      requireFilters("conv2d", filters, window.groups());
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

    /// With another stride, both down and to the right.
    public Spec withStride(int stride) {
      return withWindow(window.withStride(stride, stride));
    }

    /// With as many zeros on each side.
    public Spec withPadding(int each) {
      return withPadding(each, each, each, each);
    }

    /// With zeros around the picture.
    public Spec withPadding(int top, int bottom, int left, int right) {
      Window padded = window.withPadding(top, bottom, left, right);
      return new Spec(filters, perChannel, padded, false, weight, bias);
    }

    /// With padding by name: `same` for an output at every stride, `valid` for none.
    ///
    /// @throws UnknownNameException where there is no such padding
    public Spec withPadding(String name) {
      return new Spec(filters, perChannel, window, isSame(name), weight, bias)
          .withWindow(window.withPadding(0, 0, 0, 0));
    }

    /// With another distance between the inputs that the window sees.
    public Spec withDilation(int dilation) {
      return withWindow(window.withDilation(dilation, dilation));
    }

    /// With groups of channels that do not see each other.
    public Spec withGroups(int groups) {
      return withWindow(window.withGroups(groups));
    }

    /// With another window, for sizes, strides or dilations that differ down and to the right.
    public Spec withWindow(Window window) {
      return new Spec(filters, perChannel, window, same, weight, bias);
    }

    /// With filters of its own for every channel; the layer then has as many times its channels.
    public Spec withPerChannel(boolean perChannel) {
      return new Spec(filters, perChannel, window, same, weight, bias);
    }

    /// With weights from another initializer.
    public Spec withWeight(Initializer weight) {
      return new Spec(filters, perChannel, window, same, weight, bias);
    }

    /// With a bias from another initializer.
    public Spec withBias(Initializer bias) {
      return new Spec(filters, perChannel, window, same, weight, bias);
    }

    /// Without a bias.
    public Spec withoutBias() {
      return new Spec(filters, perChannel, window, same, weight, null);
    }

    @Override
    public Conv2d build(Shape input, Initialization initialization) {
      int channels = channels("conv2d", input, 3);
      Window all = perChannel ? window.withGroups(channels) : window;
      int outputs = perChannel ? filters * channels : filters;
      requireGroups("conv2d", input, all.groups());
      Shape shape =
          Shape.of(outputs, channels / all.groups(), all.rows().size(), all.columns().size());
      return new Conv2d(
          initialization.parameter("weight", shape, weight),
          bias == null ? null : initialization.parameter("bias", Shape.of(outputs), bias),
          all,
          same);
    }
  }

  static void requireFilters(String name, int filters, int groups) {
    if (filters < 1 || filters % groups != 0) {
      throw new ShapeException(
          "%s: needs at least one filter, and as many in each of the %d group(s), got %d"
              .formatted(name, groups, filters));
    }
  }

  static void requireGroups(String name, Shape input, int groups) {
    if (input.size(0) % groups != 0) {
      throw new ShapeException(
          "%s: %d groups do not divide the %d channels of a sample %s; choose a divisor of %d"
              .formatted(name, groups, input.size(0), input, input.size(0)));
    }
  }

  /// The channels of one sample.
  static int channels(String name, Shape input, int rank) {
    if (input.rank() != rank || input.size(0) == 0) {
      String form =
          List.of(
                  "[channels, length]",
                  "[channels, height, width]",
                  "[channels, depth, height, width]")
              .get(rank - 2);
      throw new ShapeException(
          "%s: a sample must be %s, got %s; reshape puts its axes in place"
              .formatted(name, form, input));
    }
    return input.size(0);
  }

  static boolean isSame(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "same" -> true;
      case "valid" -> false;
      default -> throw new UnknownNameException("padding", name, java.util.Set.of("same", "valid"));
    };
  }
}
