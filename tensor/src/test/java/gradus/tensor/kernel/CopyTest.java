package gradus.tensor.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopyTest {
  @Test
  void copiesOddSizesAndTouchesNothingElse() {
    var x = new float[3000];
    for (int i = 0; i < x.length; i++) {
      x[i] = i + 1;
    }
    for (int columns : new int[] {0, 1, 3, 7, 11, 15, 16, 17, 31, 32, 33, 70}) {
      for (int rows : new int[] {0, 1, 2, 5}) {
        for (int gap : new int[] {0, 1, 9}) {
          int stride = columns + gap;
          int xStride = columns + 2 * gap + 1;
          int xAt = x.length - (rows == 0 ? 0 : (rows - 1) * xStride + columns);
          var plain = new float[5 + 5 * stride + columns];
          var simd = plain.clone();
          new PlainKernels().copy(x, xAt, rows, columns, xStride, plain, 3, stride);
          new SimdKernels().copy(x, xAt, rows, columns, xStride, simd, 3, stride);
          assertThat(simd).as("%d rows of %d, gap %d", rows, columns, gap).isEqualTo(plain);
        }
      }
    }
  }
}
