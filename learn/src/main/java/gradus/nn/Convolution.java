package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What convolutions have in common, along one axis, two or three, transposed or not: a weight for
/// each place in the window, a bias, and groups of channels.
final class Convolution {
  private static final List<String> AXES =
      List.of("length", "height, width", "depth, height, width");

  private Convolution() {}

  /// Checks that weight and bias of a convolution fit a window of some sizes.
  static void require(
      String name, Parameter weight, @Nullable Parameter bias, int groups, int... sizes) {
    requireWeight(name, "filters", "channels", weight, groups, sizes);
    requireBias(name, bias, weight.shape().size(0));
  }

  /// Checks that weight and bias of a transposed convolution fit a window of some sizes.
  static void requireTransposed(
      String name, Parameter weight, @Nullable Parameter bias, int groups, int... sizes) {
    requireWeight(name, "channels", "filters", weight, groups, sizes);
    requireBias(name, bias, weight.shape().size(1) * groups);
  }

  private static void requireWeight(
      String name, String first, String second, Parameter weight, int groups, int... sizes) {
    Shape shape = weight.shape();
    if (shape.rank() != sizes.length + 2
        || !shape.part(2, shape.rank()).equals(Shape.of(sizes))
        || shape.size(0) % groups != 0) {
      String window =
          Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(", "));
      throw new ShapeException(
          "%s: the weight must be [%s, %s / groups, %s], the %s divisible by the %d group(s), got shape %s",
          name, first, second, window, first, groups, shape);
    }
  }

  static void requireBias(String name, @Nullable Parameter bias, int filters) {
    if (bias != null && !bias.shape().equals(Shape.of(filters))) {
      throw new ShapeException(
          "%s: the bias must be [%d], one number for each filter, got shape %s",
          name, filters, bias.shape());
    }
  }

  static void requireFilters(String name, int filters, int groups) {
    if (filters < 1 || filters % groups != 0) {
      throw new ShapeException(
          "%s: needs at least one filter, and as many in each of the %d group(s), got %d",
          name, groups, filters);
    }
  }

  /// The channels of one sample.
  ///
  /// @throws ShapeException where it has not that many axes besides them, or the groups do not
  ///   divide them
  static int channels(String name, Shape input, int axes, int groups) {
    if (input.rank() != axes + 1 || input.size(0) == 0) {
      throw new ShapeException(
          "%s: a sample must be [channels, %s], got %s; reshape puts its axes in place",
          name, AXES.get(axes - 1), input);
    }
    int channels = input.size(0);
    if (channels % groups != 0) {
      throw new ShapeException(
          "%s: %d groups do not divide the %d channels of a sample %s; choose a divisor of %d",
          name, groups, channels, input, channels);
    }
    return channels;
  }

  /// A new weight `[first, second, sizes]`.
  static Parameter weight(
      ConvolutionSpec<?> spec, Initialization place, int first, int second, int... sizes) {
    Shape shape = Shape.of(sizes).insert(0, second).insert(0, first);
    return place.parameter("weight", shape, spec.weight());
  }

  /// A new bias, where there is to be one.
  static @Nullable Parameter bias(WeightedSpec<?> spec, Initialization place, int filters) {
    Initializer start = spec.bias();
    return start == null ? null : place.parameter("bias", Shape.of(filters), start);
  }

  static Tensor plus(Tensor y, @Nullable Parameter bias) {
    return bias == null ? y : y.plus(bias.value().reshape(bias.shape().size(0), 1, 1));
  }

  static void requirePictures(String name, Tensor x, int channels) {
    if (x.shape().rank() != 4 || x.size(1) != channels) {
      throw new ShapeException(
          "%s: takes pictures [batch, %d, height, width], got %s; axis 1 holds the channels",
          name, channels, x.shape());
    }
  }
}
