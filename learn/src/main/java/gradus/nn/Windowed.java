package gradus.nn;

import gradus.tensor.Window;
import java.util.function.UnaryOperator;

/// What moves a window along one axis or several: a pooling layer, or a convolution to be built.
///
/// @param <S> its own type
public sealed interface Windowed<S>
    permits ConvolutionSpec,
        PartialConv2d.Spec,
        MaxPool1d,
        MaxPool2d,
        MaxPool3d,
        AveragePool1d,
        AveragePool2d,
        AveragePool3d {
  /// Whether the input is padded so that there is an output for every stride.
  boolean same();

  /// With a window that moves otherwise along each of its axes.
  ///
  /// @param change from how it moves along an axis to how it is to move
  /// @param same whether the input is padded so that there is an output for every stride
  S withSides(UnaryOperator<Window.Side> change, boolean same);

  /// With another stride along every axis; transposed, that is by how much an axis grows.
  default S withStride(int stride) {
    return withSides(side -> side.withStride(stride), same());
  }

  /// With as much padding before and after every axis; transposed, as much is cut off.
  default S withPadding(int each) {
    return withSides(side -> side.withPadding(each, each), false);
  }

  /// With padding by name: `same` for an output at every stride (transposed, for an output as many
  /// times larger as the stride), `valid` for none.
  ///
  /// @throws UnknownNameException where there is no such padding
  default S withPadding(String name) {
    boolean same = Windows.isSame(name);
    return withSides(side -> side.withPadding(0, 0), same);
  }
}
