package gradus.nn;

import gradus.tensor.Window;

/// A convolution to be built, along any number of axes and in either direction.
///
/// @param <S> the specification's own type
public sealed interface ConvolutionSpec<S> extends WeightedSpec<S>, Windowed<S>
    permits Conv1d.Spec, Conv2d.Spec, Conv3d.Spec, ConvTranspose1d.Spec, ConvTranspose2d.Spec {
  /// How many filters there are.
  int filters();

  /// How the window moves.
  Window window();

  /// With another window, for sizes, strides or dilations that differ by axis.
  S withWindow(Window window);

  /// With another distance between what the window sees; transposed, between what it reaches.
  default S withDilation(int dilation) {
    return withSides(side -> side.withDilation(dilation), same());
  }

  /// With groups of channels that do not see each other.
  default S withGroups(int groups) {
    return withWindow(window().withGroups(groups));
  }
}
