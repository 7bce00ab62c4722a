package gradus.nn;

import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.function.UnaryOperator;

/// The largest number that a window sees along one axis, such as time, for each channel: a
/// [MaxPool2d] of pictures with one row.
///
/// # Shapes
///
/// `[batch, channels, length]` becomes `[batch, channels, ...]`
///
/// @param window how the window moves; its padding is not used where `same` is true
/// @param same whether the input is padded so that there is an output for every stride
/// @param ceiling whether a last window may reach over the end: see [MaxPool2d]
public record MaxPool1d(Window.Side window, boolean same, boolean ceiling)
    implements Layer, Windowed<MaxPool1d> {
  /// A window that moves by its own size.
  public static MaxPool1d of(int size) {
    return new MaxPool1d(Window.Side.of(size).withStride(size), false, false);
  }

  /// With padding before and after, which never wins.
  public MaxPool1d withPadding(int before, int after) {
    return withSides(side -> side.withPadding(before, after), false);
  }

  /// With another distance between the numbers that the window sees.
  public MaxPool1d withDilation(int dilation) {
    return withSides(side -> side.withDilation(dilation), same);
  }

  @Override
  public MaxPool1d withSides(UnaryOperator<Window.Side> change, boolean same) {
    return new MaxPool1d(change.apply(window), same, ceiling);
  }

  /// With windows over the end, or without.
  public MaxPool1d withCeiling(boolean ceiling) {
    return new MaxPool1d(window, same, ceiling);
  }

  @Override
  public Tensor apply(Tensor x) {
    Window row = new Window(Window.Side.of(1), window, 1);
    return OneRow.apply("maxPool1d", x, new MaxPool2d(row, same, ceiling)::apply);
  }
}
