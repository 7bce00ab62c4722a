/// A convolution of one channel, with stride 1 and without padding.
class Convolve {
  static double[][] convolve(double[][] x, double[][] kernel) {
    throw new UnsupportedOperationException("write me");
  }
}
