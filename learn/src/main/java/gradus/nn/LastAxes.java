package gradus.nn;

import gradus.tensor.ArgumentException;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.stream.IntStream;

/// The last axes of a sample, over which [LayerNorm] and [RmsNorm] normalise.
final class LastAxes {
  private LastAxes() {}

  /// The axes of `x` that have the sizes of gamma.
  ///
  /// @throws ShapeException where its last axes have others, or the batch would be among them
  static int[] of(String layer, Tensor x, Shape gamma) {
    int rank = x.shape().rank();
    int first = rank - gamma.rank();
    if (first < 1 || !x.shape().part(first, rank).equals(gamma)) {
      throw new ShapeException(
          "%s: normalises the last axes, which must be %s, got %s", layer, gamma, x.shape());
    }
    return IntStream.range(first, rank).toArray();
  }

  /// The sizes of the last axes of a sample.
  ///
  /// @throws ShapeException where it has fewer
  static Shape sizes(String layer, Shape input, int axes) {
    if (input.rank() < axes) {
      throw new ShapeException(
          "%s: normalises the last %d axes, but a sample %s has only %d",
          layer, axes, input, input.rank());
    }
    return input.part(input.rank() - axes, input.rank());
  }

  /// @throws IllegalArgumentException where there are no axes, or epsilon is not positive
  static void require(String layer, int axes, double epsilon) {
    if (axes < 1) {
      throw new ArgumentException("%s: needs at least one axis, got %s", layer, axes);
    }
    requireEpsilon(layer, epsilon);
  }

  /// @throws IllegalArgumentException where epsilon is not positive and finite
  static void requireEpsilon(String layer, double epsilon) {
    if (!(epsilon > 0 && Double.isFinite(epsilon))) {
      throw new ArgumentException(
          "%s: epsilon must be positive and finite, got %s", layer, epsilon);
    }
  }
}
