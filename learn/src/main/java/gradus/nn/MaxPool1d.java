package gradus.nn;

import gradus.tensor.Tensor;
import gradus.tensor.Window;

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
public record MaxPool1d(Window.Side window, boolean same, boolean ceiling) implements Layer {
  /// A window that moves by its own size.
  public static MaxPool1d of(int size) {
    return new MaxPool1d(Window.Side.of(size).withStride(size), false, false);
  }

  /// With another stride.
  public MaxPool1d withStride(int stride) {
    return withWindow(window.withStride(stride));
  }

  /// With padding before and after, which never wins.
  public MaxPool1d withPadding(int before, int after) {
    return new MaxPool1d(window.withPadding(before, after), false, ceiling);
  }

  /// With padding by name: `same` for an output at every stride, `valid` for none.
  ///
  /// @throws UnknownNameException where there is no such padding
  public MaxPool1d withPadding(String name) {
    return new MaxPool1d(window.withPadding(0, 0), Windows.isSame(name), ceiling);
  }

  /// With another distance between the numbers that the window sees.
  public MaxPool1d withDilation(int dilation) {
    return withWindow(window.withDilation(dilation));
  }

  /// With windows over the end, or without.
  public MaxPool1d withCeiling(boolean ceiling) {
    return new MaxPool1d(window, same, ceiling);
  }

  private MaxPool1d withWindow(Window.Side window) {
    return new MaxPool1d(window, same, ceiling);
  }

  @Override
  public Tensor apply(Tensor x) {
    Window row = new Window(Window.Side.of(1), window, 1);
    return OneRow.apply("maxPool1d", x, new MaxPool2d(row, same, ceiling)::apply);
  }
}
