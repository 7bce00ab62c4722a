package gradus.tensor.kernel;

import java.util.Arrays;

/// A program of its own that convolves small pictures, says which kernels it has, and the sum along
/// a row of a product of ones. A hundred products of this size take an hour where each multiply-add
/// is computed with a BigDecimal.
final class PlainLoops {
  static final int SIZE = 256;
  private static final int TIMES = 100;

  private PlainLoops() {}

  public static void main(String[] arguments) {
    Kernels kernels = KernelSelection.best();
    float[] ones = new float[SIZE * SIZE];
    Arrays.fill(ones, 1);
    float[] product = new float[SIZE * SIZE];
    Matrix factor = new Matrix(ones, 0, SIZE);
    for (int i = 0; i < TIMES; i++) {
      kernels.gemm(SIZE, SIZE, SIZE, factor, factor, new Matrix(product, 0, SIZE), Epilogue.STORE);
    }
    convolve(kernels);
    System.out.println(kernels.getClass().getSimpleName() + " " + (int) product[SIZE]);
  }

  private static void convolve(Kernels kernels) {
    Sliding.Side side = new Sliding.Side(7, 7, 3, 1, 1, 1);
    var sizes = new Sliding(32, 1, 4, 4, side, side);
    float[] x = new float[sizes.inputAt(32, 0)];
    float[] kernel = new float[4 * sizes.depth()];
    float[] y = new float[sizes.outputAt(32, 0)];
    Convolution.forward(kernels, sizes, x, kernel, y, Epilogue.STORE);
    Convolution.input(kernels, sizes, x, kernel, y);
    Convolution.kernel(kernels, sizes, x, kernel, y);
  }
}
