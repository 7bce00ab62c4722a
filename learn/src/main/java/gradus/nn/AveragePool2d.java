package gradus.nn;

import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;

/// The mean of what a window sees, for each channel.
///
/// # Shapes
///
/// `[batch, channels, height, width]` becomes `[batch, channels, ...]`. What is left over at the
/// end, less than a stride, is not looked at.
///
/// @param window how the window moves; its padding is not used where `same` is true
/// @param same whether a picture is padded so that there is an output for every stride
/// @param countPadding whether zeros of the padding count, as they do in PyTorch, or the mean is
///   that of the numbers that are there, as in Keras
public record AveragePool2d(Window window, boolean same, boolean countPadding) implements Layer {
  /// Checks the window.
  ///
  /// @throws ShapeException where it has groups
  public AveragePool2d {
    MaxPool2d.requireNoGroups("averagePool2d", window);
  }

  /// A square window that moves by its own size; padding, where there is any, counts.
  public static AveragePool2d of(int size) {
    return new AveragePool2d(Window.of(size, size).withStride(size, size), false, true);
  }

  /// With another stride, both down and to the right.
  public AveragePool2d withStride(int stride) {
    return new AveragePool2d(window.withStride(stride, stride), same, countPadding);
  }

  /// With zeros on each side.
  public AveragePool2d withPadding(int each) {
    return new AveragePool2d(window.withPadding(each, each, each, each), false, countPadding);
  }

  /// With padding by name: `same` for an output at every stride, `valid` for none.
  ///
  /// @throws UnknownNameException where there is no such padding
  public AveragePool2d withPadding(String name) {
    return new AveragePool2d(window.withPadding(0, 0, 0, 0), Conv2d.isSame(name), countPadding);
  }

  /// With padding that counts, or does not.
  public AveragePool2d withCountPadding(boolean countPadding) {
    return new AveragePool2d(window, same, countPadding);
  }

  /// With another window, for sizes that differ down and to the right.
  public AveragePool2d withWindow(Window window) {
    return new AveragePool2d(window, same, countPadding);
  }

  @Override
  public Tensor apply(Tensor x) {
    MaxPool2d.requirePictures("averagePool2d", x);
    return x.averagePool(Conv2d.over(window, same, x), countPadding);
  }
}
