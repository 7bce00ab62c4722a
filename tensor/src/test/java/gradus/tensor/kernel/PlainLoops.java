package gradus.tensor.kernel;

import java.util.Arrays;

/// A program of its own that says which kernels it has, and the sum along a row of a product of
/// ones. A hundred products of this size take an hour where each multiply-add is computed with a
/// BigDecimal.
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
    System.out.println(kernels.getClass().getSimpleName() + " " + (int) product[SIZE]);
  }
}
