package gradus.tensor.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RowSumsTest {
  private static float[] numbers(SplittableRandom random, int count, float... special) {
    var numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] =
          special.length > 0 && random.nextInt(9) == 0
              ? special[random.nextInt(special.length)]
              : (float) random.nextDouble(-1, 1);
    }
    return numbers;
  }

  @Test
  void addsEachPieceWhereItBelongsInTheOrderGiven() {
    RowSums sums =
        RowSums.of(
            List.of(
                new RowSums.Piece(10, 3, 0, 2),
                new RowSums.Piece(0, 0, 2, 5),
                new RowSums.Piece(-5, -1, 0, 0),
                new RowSums.Piece(10, 4, 7, 1)));
    var x = new float[2 * sums.margin() + 8];
    System.arraycopy(new float[] {1, 2, 3, 4, 5, 6, 7, 1e8f}, 0, x, sums.margin(), 8);
    var y = new float[16];
    y[14] = -1e8f;
    new PlainKernels().add(sums, x, sums.margin(), y, 0);
    // -1e8 + 2 is -1e8 in floats, and 1e8 comes last.
    assertThat(y).containsExactly(3, 4, 5, 6, 7, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0);
  }

  /// Bits, also of special numbers, and nothing else touched.
  @Test
  void vectorsAddTheSame() {
    var random = new SplittableRandom(3);
    for (int columns : new int[] {1, 2, 5, 8, 11, 16, 17, 31, 32, 45, 70, 400}) {
      for (int trial = 0; trial < 20; trial++) {
        float[] y = numbers(random, 6 * columns + 7);
        List<RowSums.Piece> pieces = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
          int column = random.nextInt(columns);
          int length = random.nextInt(columns - column + 1);
          int row = random.nextInt(6) * columns;
          pieces.add(new RowSums.Piece(row, column, random.nextInt(600 - length), length));
        }
        RowSums sums = RowSums.of(pieces);
        float[] x = numbers(random, 2 * sums.margin() + 600, -0.0f, Float.NaN, 1 / 0f);
        float[] plain = y.clone();
        new PlainKernels().add(sums, x, sums.margin(), plain, 4);
        float[] simd = y.clone();
        new SimdKernels().add(sums, x, sums.margin(), simd, 4);
        assertThat(bits(simd)).as("rows of %d", columns).isEqualTo(bits(plain));
      }
    }
  }

  private static List<Integer> bits(float[] numbers) {
    List<Integer> bits = new ArrayList<>();
    for (float number : numbers) {
      bits.add(Float.floatToRawIntBits(number));
    }
    return bits;
  }
}
