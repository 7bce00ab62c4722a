package gradus.nn;

import gradus.tensor.Window;

/// A convolution to be built, along any number of axes and in either direction.
///
/// @param <S> the specification's own type
public sealed interface ConvolutionSpec<S> extends WeightedSpec<S>
    permits Conv1d.Spec, Conv2d.Spec, Conv3d.Spec, ConvTranspose1d.Spec, ConvTranspose2d.Spec {
  /// How many filters there are.
  int filters();

  /// How the window moves.
  Window window();

  /// Whether the input is padded so that there is an output for every stride.
  boolean same();

  /// With another window, and with the padding that gives an output for every stride or that of the
  /// window.
  S withWindow(Window window, boolean same);

  /// With another window, for sizes, strides or dilations that differ down and to the right.
  default S withWindow(Window window) {
    return withWindow(window, same());
  }

  /// With padding by name: `same` for an output at every stride (transposed, for an output as many
  /// times larger as the stride), `valid` for none.
  ///
  /// @throws UnknownNameException where there is no such padding
  default S withPadding(String name) {
    return withWindow(window().withPadding(0, 0, 0, 0), Windows.isSame(name));
  }

  /// With groups of channels that do not see each other.
  default S withGroups(int groups) {
    return withWindow(window().withGroups(groups));
  }
}
