package gradus.tensor.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhiloxTest {
  private static final int[] KEY = {42, 7, 1, 2};

  // The vectors published with Random123, file kat_vectors.
  @ParameterizedTest
  @CsvSource({
    "00000000 00000000 00000000 00000000, 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
    "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
    "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1"
  })
  void encryptsThePublishedVectors(String counter, String key, String expected) {
    int[] c = words(counter);
    int[] k = words(key);
    int[] lanes = new int[4];
    Philox.block(c[0], c[1], c[2], c[3], k[0], k[1], lanes, 0);
    assertThat(lanes).isEqualTo(words(expected));
  }

  @Test
  void countsBlocksInTheFirstLaneOfTheCounter() {
    int[] three = new int[12];
    Philox.bits(KEY, 5, 10, 3, three);
    int[] last = new int[4];
    Philox.block(12, 5, KEY[2], KEY[3], KEY[0], KEY[1], last, 0);
    assertThat(Arrays.copyOfRange(three, 8, 12)).isEqualTo(last);
  }

  @Test
  void anyRangeOfFloatsEqualsThatPartOfTheWhole() {
    float[] uniform = new float[3000];
    float[] normal = new float[3000];
    Philox.uniform(KEY, 0, 0, 3000, uniform, 0);
    Philox.normal(KEY, 0, 0, 3000, normal, 0);
    for (int from : new int[] {0, 1, 2, 3, 4, 5, 1021, 1023, 1024, 1027}) {
      for (int count : new int[] {0, 1, 2, 3, 4, 5, 1023, 1025, 1500}) {
        float[] part = new float[count + 1];
        Philox.uniform(KEY, 0, from, count, part, 1);
        assertThat(Arrays.copyOfRange(part, 1, count + 1))
            .isEqualTo(Arrays.copyOfRange(uniform, from, from + count));
        Philox.normal(KEY, 0, from, count, part, 1);
        assertThat(Arrays.copyOfRange(part, 1, count + 1))
            .isEqualTo(Arrays.copyOfRange(normal, from, from + count));
      }
    }
  }

  @Test
  void anyRangeOfDoublesEqualsThatPartOfTheWhole() {
    double[] uniform = new double[3000];
    double[] normal = new double[3000];
    Philox.uniform(KEY, 0, 0, 3000, uniform, 0);
    Philox.normal(KEY, 0, 0, 3000, normal, 0);
    for (int from : new int[] {0, 1, 2, 3, 511, 512, 513, 1027}) {
      for (int count : new int[] {0, 1, 2, 3, 511, 513, 1500}) {
        double[] part = new double[count + 1];
        Philox.uniform(KEY, 0, from, count, part, 1);
        assertThat(Arrays.copyOfRange(part, 1, count + 1))
            .isEqualTo(Arrays.copyOfRange(uniform, from, from + count));
        Philox.normal(KEY, 0, from, count, part, 1);
        assertThat(Arrays.copyOfRange(part, 1, count + 1))
            .isEqualTo(Arrays.copyOfRange(normal, from, from + count));
      }
    }
  }

  @Test
  void reachesTheEndOfTheLongestTensor() {
    float[] last = new float[1];
    Philox.uniform(KEY, 0, Integer.MAX_VALUE, 1, last, 0);
    int[] lanes = new int[4];
    Philox.bits(KEY, 0, Integer.MAX_VALUE / 4, 1, lanes);
    assertThat(last[0]).isEqualTo((lanes[3] >>> 8) * 0x1p-24f);
  }

  @Test
  void streamsSeedsAndFoldsGiveDifferentNumbers() {
    float[][] draws = new float[6][8];
    Philox.uniform(KEY, 0, 0, 8, draws[0], 0);
    Philox.uniform(KEY, 1, 0, 8, draws[1], 0);
    for (int i = 0; i < 4; i++) {
      int[] other = KEY.clone();
      other[i]++;
      Philox.uniform(other, 0, 0, 8, draws[2 + i], 0);
    }
    assertThat(Arrays.stream(draws).map(Arrays::toString).distinct()).hasSize(6);
  }

  @Test
  void uniformNumbersHaveTheMomentsOfTheUniformDistribution() {
    int count = 1 << 20;
    float[] floats = new float[count];
    double[] doubles = new double[count];
    Philox.uniform(KEY, 3, 0, count, floats, 0);
    Philox.uniform(KEY, 3, 0, count, doubles, 0);
    double[] widened = widened(floats);
    for (double[] y : new double[][] {widened, doubles}) {
      assertThat(Arrays.stream(y).min().orElseThrow()).isBetween(0.0, 1e-5);
      assertThat(Arrays.stream(y).max().orElseThrow()).isBetween(1 - 1e-5, Math.nextDown(1.0));
      assertThat(moment(y, 1)).isCloseTo(1.0 / 2, within(2e-3));
      assertThat(moment(y, 2)).isCloseTo(1.0 / 3, within(2e-3));
      assertThat(moment(y, 3)).isCloseTo(1.0 / 4, within(2e-3));
      assertThat(lagProduct(y)).isCloseTo(1.0 / 4, within(2e-3));
    }
  }

  @Test
  void normalNumbersHaveTheMomentsOfTheNormalDistribution() {
    int count = 1 << 20;
    float[] floats = new float[count];
    double[] doubles = new double[count];
    Philox.normal(KEY, 3, 0, count, floats, 0);
    Philox.normal(KEY, 3, 0, count, doubles, 0);
    double[] widened = widened(floats);
    for (double[] y : new double[][] {widened, doubles}) {
      assertThat(moment(y, 1)).isCloseTo(0, within(5e-3));
      assertThat(moment(y, 2)).isCloseTo(1, within(7e-3));
      assertThat(moment(y, 3)).isCloseTo(0, within(2e-2));
      assertThat(moment(y, 4)).isCloseTo(3, within(5e-2));
      assertThat(lagProduct(y)).isCloseTo(0, within(5e-3));
    }
  }

  private static double[] widened(float[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i];
    }
    return y;
  }

  private static double moment(double[] y, int power) {
    return Arrays.stream(y).map(v -> Math.pow(v, power)).average().orElseThrow();
  }

  private static double lagProduct(double[] y) {
    double sum = 0;
    for (int i = 1; i < y.length; i++) {
      sum += y[i] * y[i - 1];
    }
    return sum / (y.length - 1);
  }

  private static int[] words(String hexadecimal) {
    return Arrays.stream(hexadecimal.split(" "))
        .mapToInt(word -> Integer.parseUnsignedInt(word, 16))
        .toArray();
  }
}
