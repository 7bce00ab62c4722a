/// Sizes in a convolutional network.
class OutputSize {
  static int output(int n, int k, int padding, int stride, int dilation) {
    return (n + 2 * padding - dilation * (k - 1) - 1) / stride + 1;
  }

  /// The padding that keeps the size, for an odd kernel and stride 1.
  static int samePadding(int k, int dilation) {
    return dilation * (k - 1) / 2;
  }

  /// How many pixels in a row an output sees after so many layers.
  static int receptiveField(int layers, int k) {
    return layers * (k - 1) + 1;
  }
}
