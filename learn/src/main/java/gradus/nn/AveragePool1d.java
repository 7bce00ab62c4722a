package gradus.nn;

import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.function.UnaryOperator;

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
    implements Layer, Windowed<AveragePool1d> {
  /// A window that moves by its own size; padding, where there is any, counts.
  public static AveragePool1d of(int size) {
    return new AveragePool1d(Window.Side.of(size).withStride(size), false, true, false);
  }

  /// With zeros before and after.
  public AveragePool1d withPadding(int before, int after) {
    return withSides(side -> side.withPadding(before, after), false);
  }

  /// With padding that counts, or does not.
  public AveragePool1d withCountPadding(boolean countPadding) {
    return new AveragePool1d(window, same, countPadding, ceiling);
  }

  @Override
  public AveragePool1d withSides(UnaryOperator<Window.Side> change, boolean same) {
    return new AveragePool1d(change.apply(window), same, countPadding, ceiling);
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
