package gradus.nn;

import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.function.UnaryOperator;

/// The largest number that a window sees, for each channel; where several are equal, the gradient
/// goes to the first. Padding never wins.
///
/// # Shapes
///
/// `[batch, channels, height, width]` becomes `[batch, channels, ...]`. What is left over at the
/// end, less than a stride, is not looked at, unless `ceiling`.
///
/// @param window how the window moves; its padding is not used where `same` is true
/// @param same whether a picture is padded so that there is an output for every stride
/// @param ceiling whether a last window that begins within the picture, or its padding before, may
///   reach over the end, as PyTorch's `ceil_mode`
public record MaxPool2d(Window window, boolean same, boolean ceiling)
    implements Layer, Windowed<MaxPool2d> {
  /// Checks the window.
  ///
  /// @throws ShapeException where it has groups
  public MaxPool2d {
    Windows.requireNoGroups("maxPool2d", window);
  }

  /// A square window that moves by its own size.
  public static MaxPool2d of(int size) {
    return new MaxPool2d(Window.of(size, size).withStride(size, size), false, false);
  }

  /// With another distance between the numbers that the window sees.
  public MaxPool2d withDilation(int dilation) {
    return withSides(side -> side.withDilation(dilation), same);
  }

  @Override
  public MaxPool2d withSides(UnaryOperator<Window.Side> change, boolean same) {
    return new MaxPool2d(Windows.each(window, change), same, ceiling);
  }

  /// With windows over the end of the picture, or without.
  public MaxPool2d withCeiling(boolean ceiling) {
    return new MaxPool2d(window, same, ceiling);
  }

  /// With another window, for sizes that differ down and to the right.
  public MaxPool2d withWindow(Window window) {
    return new MaxPool2d(window, same, ceiling);
  }

  @Override
  public Tensor apply(Tensor x) {
    Windows.requirePictures("maxPool2d", x);
    Window over = Windows.over(window, same, x);
    return x.maxPool(ceiling ? Windows.reachingOver(over, x) : over);
  }
}
