/// Sizes in a convolutional network.
class OutputSize {
  static int output(int n, int k, int padding, int stride, int dilation) {
    throw new UnsupportedOperationException("write me");
  }

  /// The padding that keeps the size, for an odd kernel and stride 1.
  static int samePadding(int k, int dilation) {
    throw new UnsupportedOperationException("write me");
  }

  /// How many pixels in a row an output sees after so many layers.
  static int receptiveField(int layers, int k) {
    throw new UnsupportedOperationException("write me");
  }
}
