package gradus.nn;

import gradus.tensor.Tensor;
import gradus.tensor.Window;

/// The mean of what a window sees along one axis, such as time, for each channel: an
/// [AveragePool2d] of pictures with one row.
///
/// # Shapes
///
/// `[batch, channels, length]` becomes `[batch, channels, ...]`
///
/// @param window how the window moves; its padding is not used where `same` is true
/// @param same whether the input is padded so that there is an output for every stride
/// @param countPadding whether zeros of the padding count: see [AveragePool2d]
/// @param ceiling whether a last window may reach over the end: see [AveragePool2d]
public record AveragePool1d(Window.Side window, boolean same, boolean countPadding, boolean ceiling)
    implements Layer {
  /// A window that moves by its own size; padding, where there is any, counts.
  public static AveragePool1d of(int size) {
    return new AveragePool1d(Window.Side.of(size).withStride(size), false, true, false);
  }

  /// With another stride.
  public AveragePool1d withStride(int stride) {
    return new AveragePool1d(window.withStride(stride), same, countPadding, ceiling);
  }

  /// With zeros before and after.
  public AveragePool1d withPadding(int before, int after) {
    return new AveragePool1d(window.withPadding(before, after), false, countPadding, ceiling);
  }

  /// With padding by name: `same` for an output at every stride, `valid` for none.
  ///
  /// @throws UnknownNameException where there is no such padding
  public AveragePool1d withPadding(String name) {
    return new AveragePool1d(window.withPadding(0, 0), Windows.isSame(name), countPadding, ceiling);
  }

  /// With padding that counts, or does not.
  public AveragePool1d withCountPadding(boolean countPadding) {
    return new AveragePool1d(window, same, countPadding, ceiling);
  }

  /// With windows over the end, or without.
  public AveragePool1d withCeiling(boolean ceiling) {
    return new AveragePool1d(window, same, countPadding, ceiling);
  }

  @Override
  public Tensor apply(Tensor x) {
    Window row = new Window(Window.Side.of(1), window, 1);
    AveragePool2d pictures = new AveragePool2d(row, same, countPadding, ceiling);
    return OneRow.apply("averagePool1d", x, pictures::apply);
  }
}
