package gradus.nn;

import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.function.UnaryOperator;

/// The mean of what a window sees in volumes, for each channel: [AveragePool2d] of every slice,
/// then of the slices.
///
/// # Shapes
///
/// `[batch, channels, depth, height, width]` becomes `[batch, channels, ...]`
///
/// @param depth how the window moves through the slices
/// @param window how it moves within them; paddings are not used where `same` is true
/// @param same whether the input is padded so that there is an output for every stride
/// @param countPadding whether zeros of the padding count: see [AveragePool2d]
/// @param ceiling whether a last window may reach over the end: see [AveragePool2d]
public record AveragePool3d(
    Window.Side depth, Window window, boolean same, boolean countPadding, boolean ceiling)
    implements Layer, Windowed<AveragePool3d> {
  /// Checks the window.
  ///
  /// @throws ShapeException where it has groups
  public AveragePool3d {
    Windows.requireNoGroups("averagePool3d", window);
  }

  /// A cube that moves by its own size; padding, where there is any, counts.
  public static AveragePool3d of(int size) {
    return new AveragePool3d(
        Window.Side.of(size).withStride(size),
        Window.of(size, size).withStride(size, size),
        false,
        true,
        false);
  }

  /// With padding that counts, or does not.
  public AveragePool3d withCountPadding(boolean countPadding) {
    return new AveragePool3d(depth, window, same, countPadding, ceiling);
  }

  @Override
  public AveragePool3d withSides(UnaryOperator<Window.Side> change, boolean same) {
    return new AveragePool3d(
        change.apply(depth), Windows.each(window, change), same, countPadding, ceiling);
  }

  /// With windows over the end, or without.
  public AveragePool3d withCeiling(boolean ceiling) {
    return new AveragePool3d(depth, window, same, countPadding, ceiling);
  }

  /// With another window, for sizes that differ by axis.
  public AveragePool3d withWindow(Window.Side depth, Window window) {
    return new AveragePool3d(depth, window, same, countPadding, ceiling);
  }

  @Override
  public Tensor apply(Tensor x) {
    return Volumes.pool(
        "averagePool3d",
        x,
        new AveragePool2d(window, same, countPadding, ceiling),
        new AveragePool2d(Volumes.down(depth), same, countPadding, ceiling));
  }
}
