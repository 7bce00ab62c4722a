package gradus.nn;

import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.function.UnaryOperator;

/// The mean of what a window sees, for each channel.
///
/// # Shapes
///
/// `[batch, channels, height, width]` becomes `[batch, channels, ...]`. What is left over at the
/// end, less than a stride, is not looked at, unless `ceiling`.
///
/// @param window how the window moves; its padding is not used where `same` is true
/// @param same whether a picture is padded so that there is an output for every stride
/// @param countPadding whether zeros of the padding count, as they do in PyTorch, or the mean is
///   that of the numbers that are there, as in Keras
/// @param ceiling whether a last window that begins within the picture, or its padding before, may
///   reach over the end, as PyTorch's `ceil_mode`; what lies beyond the padding does not count
public record AveragePool2d(Window window, boolean same, boolean countPadding, boolean ceiling)
    implements Layer, Windowed<AveragePool2d> {
  /// Checks the window.
  ///
  /// @throws ShapeException where it has groups
  public AveragePool2d {
    Windows.requireNoGroups("averagePool2d", window);
  }

  /// A square window that moves by its own size; padding, where there is any, counts.
  public static AveragePool2d of(int size) {
    return new AveragePool2d(Window.of(size, size).withStride(size, size), false, true, false);
  }

  /// With padding that counts, or does not.
  public AveragePool2d withCountPadding(boolean countPadding) {
    return new AveragePool2d(window, same, countPadding, ceiling);
  }

  @Override
  public AveragePool2d withSides(UnaryOperator<Window.Side> change, boolean same) {
    return new AveragePool2d(Windows.each(window, change), same, countPadding, ceiling);
  }

  /// With windows over the end of the picture, or without.
  public AveragePool2d withCeiling(boolean ceiling) {
    return new AveragePool2d(window, same, countPadding, ceiling);
  }

  /// With another window, for sizes that differ down and to the right.
  public AveragePool2d withWindow(Window window) {
    return new AveragePool2d(window, same, countPadding, ceiling);
  }

  @Override
  public Tensor apply(Tensor x) {
    Windows.requirePictures("averagePool2d", x);
    Window over = Windows.over(window, same, x);
    if (!ceiling) {
      return x.averagePool(over, countPadding);
    }
    Window beyond = Windows.reachingOver(over, x);
    // First, since it refuses windows that do not fit.
    Tensor means = x.averagePool(beyond, true);
    Tensor rows = counts(x.dtype(), over.rows(), beyond.rows(), x.size(2));
    Tensor columns = counts(x.dtype(), over.columns(), beyond.columns(), x.size(3));
    double all = (double) window.rows().size() * window.columns().size();
    return means.times(all).dividedBy(rows.expand(1).times(columns));
  }

  /// How many numbers count for each output of an axis; at least 1.
  private Tensor counts(DType dtype, Window.Side side, Window.Side beyond, int inputs) {
    long from = countPadding ? -(long) side.before() : 0;
    long to = countPadding ? (long) inputs + side.after() : inputs;
    var counts = new double[Math.toIntExact(beyond.outputs(inputs))];
    for (int o = 0; o < counts.length; o++) {
      long first = (long) o * side.stride() - side.before();
      counts[o] = Math.max(1, places(side, to - first) - places(side, from - first));
    }
    return Tensor.of(Shape.of(counts.length), counts).cast(dtype);
  }

  /// How many places of the window are less than a distance from its first.
  private static long places(Window.Side side, long distance) {
    return Math.clamp(Math.ceilDiv(distance, (long) side.dilation()), 0L, side.size());
  }
}
