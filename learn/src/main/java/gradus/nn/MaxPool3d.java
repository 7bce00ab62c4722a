package gradus.nn;

import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.function.UnaryOperator;

/// The largest number that a window sees in volumes, for each channel: [MaxPool2d] of every slice,
/// then of the slices.
///
/// # Shapes
///
/// `[batch, channels, depth, height, width]` becomes `[batch, channels, ...]`
///
/// @param depth how the window moves through the slices
/// @param window how it moves within them; paddings are not used where `same` is true
/// @param same whether the input is padded so that there is an output for every stride
/// @param ceiling whether a last window may reach over the end: see [MaxPool2d]
public record MaxPool3d(Window.Side depth, Window window, boolean same, boolean ceiling)
    implements Layer, Windowed<MaxPool3d> {
  /// Checks the window.
  ///
  /// @throws ShapeException where it has groups
  public MaxPool3d {
    Windows.requireNoGroups("maxPool3d", window);
  }

  /// A cube that moves by its own size.
  public static MaxPool3d of(int size) {
    return new MaxPool3d(
        Window.Side.of(size).withStride(size),
        Window.of(size, size).withStride(size, size),
        false,
        false);
  }

  /// With another distance between the numbers that the window sees.
  public MaxPool3d withDilation(int dilation) {
    return withSides(side -> side.withDilation(dilation), same);
  }

  @Override
  public MaxPool3d withSides(UnaryOperator<Window.Side> change, boolean same) {
    return new MaxPool3d(change.apply(depth), Windows.each(window, change), same, ceiling);
  }

  /// With windows over the end, or without.
  public MaxPool3d withCeiling(boolean ceiling) {
    return new MaxPool3d(depth, window, same, ceiling);
  }

  /// With another window, for sizes that differ by axis.
  public MaxPool3d withWindow(Window.Side depth, Window window) {
    return new MaxPool3d(depth, window, same, ceiling);
  }

  @Override
  public Tensor apply(Tensor x) {
    return Volumes.pool(
        "maxPool3d",
        x,
        new MaxPool2d(window, same, ceiling),
        new MaxPool2d(Volumes.down(depth), same, ceiling));
  }
}
