package gradus.tensor.kernel;

import gradus.tensor.Vectors;
import java.util.Arrays;
import java.util.Random;

/// A program that compares products on vectors with plain ones, bit for bit, and says on which
/// vectors: what [OtherProcessorsTest] starts. Fails where they differ.
final class ProductsAlike {
  private static final int[] ROWS = {1, 3, 4, 5, 6, 8, 9, 10, 12, 13, 20, 21, 33};
  private static final int[] COLUMNS = {1, 8, 15, 33};

  private ProductsAlike() {}

  public static void main(String[] arguments) {
    var random = new Random(15);
    for (int i = 0; i < 4000; i++) {
      check(random, i % 2 == 0, i % 4 < 2, 13, 36, 24);
    }
    for (int transposes = 0; transposes < 4; transposes++) {
      boolean transposeA = transposes % 2 == 1;
      boolean transposeB = transposes >= 2;
      for (int m : ROWS) {
        for (int n : COLUMNS) {
          check(random, transposeA, transposeB, m, n, 37);
        }
      }
      check(random, transposeA, transposeB, 64, 70, 405);
    }
    System.out.println(Vectors.description());
  }

  private static void check(
      Random random, boolean transposeA, boolean transposeB, int m, int n, int k) {
    GemmSample sample = GemmSample.of(random, transposeA, transposeB, m, n, k);
    float[] vectors = sample.run(Gemm::multiplyOnVectors);
    if (!Arrays.equals(vectors, sample.run(PlainGemm::multiply))) {
      throw new AssertionError("on " + Vectors.description() + " another product: " + sample);
    }
  }
}
