/// A convolution of one channel, with stride 1 and without padding.
class Convolve {
  static double[][] convolve(double[][] x, double[][] kernel) {
    int k = kernel.length;
    double[][] y = new double[x.length - k + 1][x[0].length - k + 1];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < y[0].length; j++) {
        for (int a = 0; a < k; a++) {
          for (int b = 0; b < k; b++) {
            y[i][j] += x[i + a][j + b] * kernel[a][b];
          }
        }
      }
    }
    return y;
  }
}
