package gradus.tensor.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Vectors against plain loops, at lengths around those of vectors and blocks, at odd offsets, with
/// and without steps.
class SimdKernelsTest {
  private static final Kernels PLAIN = new PlainKernels();
  private static final Kernels SIMD = new SimdKernels();

  @ParameterizedTest
  @EnumSource(UnaryFunction.class)
  void unaryAgreesWithThePlainKernels(UnaryFunction op) {
    for (int size : Samples.SIZES) {
      float[] x = Samples.mixed(size + 5, size);
      float[] expected = filled(size + 7);
      float[] actual = filled(size + 7);
      PLAIN.unary(op, x, 3, expected, 2, size);
      SIMD.unary(op, x, 3, actual, 2, size);
      assertClose(actual, expected, 4e-7, smallest(op), op + " of " + size);
      SIMD.unary(op, x, 3, x, 3, size);
      assertThat(Arrays.copyOfRange(x, 3, 3 + size))
          .as("%s in place", op)
          .isEqualTo(Arrays.copyOfRange(actual, 2, 2 + size));
    }
  }

  @ParameterizedTest
  @EnumSource(UnaryFunction.class)
  void unaryGivesTheSameBitsHoweverTheRangeIsCut(UnaryFunction op) {
    float[] x = Samples.mixed(4098, 1);
    float[] whole = new float[x.length];
    SIMD.unary(op, x, 0, whole, 0, x.length);
    for (int cut : new int[] {1, 7, 16, 1023, 2049, 4097}) {
      float[] halves = new float[x.length];
      SIMD.unary(op, x, 0, halves, 0, cut);
      SIMD.unary(op, x, cut, halves, cut, x.length - cut);
      assertThat(bits(halves)).as("%s cut at %d", op, cut).isEqualTo(bits(whole));
    }
  }

  @ParameterizedTest
  @EnumSource(BinaryFunction.class)
  void binaryAgreesWithThePlainKernels(BinaryFunction op) {
    for (int size : Samples.SIZES) {
      for (int steps = 0; steps < 4; steps++) {
        float[] a = Samples.mixed(size + 5, size + 1);
        float[] b = Samples.mixed(size + 5, size + 2);
        float[] expected = filled(size + 7);
        float[] actual = filled(size + 7);
        var left = new Floats(a, 3, steps & 1);
        var right = new Floats(b, 1, steps >> 1);
        PLAIN.binary(op, left, right, expected, 2, size);
        SIMD.binary(op, left, right, actual, 2, size);
        assertClose(
            actual, expected, 3e-7, 2 * Float.MIN_VALUE, op + " of " + size + ", steps " + steps);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(BinaryFunction.class)
  void binaryGivesTheSameBitsHoweverTheRangeIsCut(BinaryFunction op) {
    float[] a = Samples.mixed(4098, 1);
    float[] b = Samples.mixed(4098, 2);
    float[] whole = new float[4098];
    SIMD.binary(op, new Floats(a, 0), new Floats(b, 0), whole, 0, 4098);
    float[] parts = new float[4098];
    SIMD.binary(op, new Floats(a, 0), new Floats(b, 0), parts, 0, 1023);
    SIMD.binary(op, new Floats(a, 1023), new Floats(b, 1023), parts, 1023, 3075);
    assertThat(bits(parts)).isEqualTo(bits(whole));
  }

  @Test
  void commonExponentsAgreeWithThePlainKernels() {
    for (float exponent : new float[] {-2, -1, -0.5f, 0, 0.5f, 1, 1.5f, 2, 3, 4, Float.NaN}) {
      float[] x = Samples.mixed(1003, 3);
      float[] expected = new float[1003];
      float[] actual = new float[1003];
      var power = new Floats(new float[] {exponent}, 0, 0);
      PLAIN.binary(BinaryFunction.POWER, new Floats(x, 0), power, expected, 0, 1003);
      SIMD.binary(BinaryFunction.POWER, new Floats(x, 0), power, actual, 0, 1003);
      assertClose(actual, expected, 3e-7, 2 * Float.MIN_VALUE, "power " + exponent);
    }
  }

  @ParameterizedTest
  @EnumSource(ComparisonFunction.class)
  void comparisonsAgreeWithThePlainKernels(ComparisonFunction op) {
    for (int size : Samples.SIZES) {
      for (int steps = 0; steps < 4; steps++) {
        float[] a = Samples.mixed(size + 5, size + 1);
        float[] b = Samples.mixed(size + 5, size + 2);
        System.arraycopy(a, 3, b, 1, size / 2);
        boolean[] expected = new boolean[size + 7];
        boolean[] actual = new boolean[size + 7];
        var left = new Floats(a, 3, steps & 1);
        var right = new Floats(b, 1, steps >> 1);
        PLAIN.compare(op, left, right, expected, 2, size);
        SIMD.compare(op, left, right, actual, 2, size);
        assertThat(actual).as("%s of %d, steps %d", op, size, steps).isEqualTo(expected);
      }
    }
  }

  @Test
  void choicesAgreeWithThePlainKernels() {
    for (int size : Samples.SIZES) {
      for (int steps = 0; steps < 8; steps++) {
        float[] a = Samples.mixed(size + 5, size + 1);
        float[] b = Samples.mixed(size + 5, size + 2);
        boolean[] c = new boolean[size + 5];
        for (int i = 0; i < c.length; i++) {
          c[i] = a[i] < 0.1f;
        }
        float[] expected = filled(size + 7);
        float[] actual = filled(size + 7);
        var condition = new Masks(c, 4, steps >> 2);
        var left = new Floats(a, 3, steps & 1);
        var right = new Floats(b, 1, steps >> 1 & 1);
        PLAIN.where(condition, left, right, expected, 2, size);
        SIMD.where(condition, left, right, actual, 2, size);
        assertThat(bits(actual)).as("%d, steps %d", size, steps).isEqualTo(bits(expected));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ReductionFunction.class)
  void rowReductionsAgreeWithThePlainKernels(ReductionFunction op) {
    for (int columns : Samples.SIZES) {
      float[] x = oneCentred(op, Samples.normal(3 * columns + 5, columns));
      float[] expected = filled(7);
      float[] actual = filled(7);
      PLAIN.reduceRows(op, x, 5, 3, columns, expected, 2);
      SIMD.reduceRows(op, x, 5, 3, columns, actual, 2);
      assertNear(actual, expected, 1e-6 * Math.sqrt(columns + 1), op + " of " + columns);
    }
  }

  @ParameterizedTest
  @EnumSource(ReductionFunction.class)
  void columnReductionsAgreeWithThePlainKernels(ReductionFunction op) {
    for (int columns : Samples.SIZES) {
      for (int rows : new int[] {0, 1, 3, 127, 128, 129, 300}) {
        int stride = columns + 2;
        float[] x = oneCentred(op, Samples.normal(rows * stride + 5, columns));
        float[] expected = filled(columns + 4);
        float[] actual = filled(columns + 4);
        PLAIN.reduceColumns(op, x, 5, rows, columns, stride, expected, 2);
        SIMD.reduceColumns(op, x, 5, rows, columns, stride, actual, 2);
        assertNear(actual, expected, 1e-6 * Math.sqrt(rows + 1), op + " of " + rows);
      }
    }
  }

  @Test
  void columnSumsDoNotDependOnHowTheColumnsAreCut() {
    float[] x = Samples.normal(300 * 200, 1);
    float[] whole = new float[200];
    SIMD.reduceColumns(ReductionFunction.SUM, x, 0, 300, 200, 200, whole, 0);
    float[] parts = new float[200];
    SIMD.reduceColumns(ReductionFunction.SUM, x, 0, 300, 77, 200, parts, 0);
    SIMD.reduceColumns(ReductionFunction.SUM, x, 77, 300, 123, 200, parts, 77);
    assertThat(bits(parts)).isEqualTo(bits(whole));
  }

  @Test
  void longSumsKeepTheirAccuracy() {
    int count = 1 << 22;
    float[] x = new float[count];
    Arrays.fill(x, 0.1f);
    float[] y = new float[1];
    SIMD.reduceRows(ReductionFunction.SUM, x, 0, 1, count, y, 0);
    assertThat((double) y[0] / (count * (double) 0.1f)).isBetween(1 - 1e-6, 1 + 1e-6);
    SIMD.reduceColumns(ReductionFunction.SUM, x, 0, count, 1, 1, y, 0);
    assertThat((double) y[0] / (count * (double) 0.1f)).isBetween(1 - 2e-6, 1 + 2e-6);
  }

  @Test
  void extremesPropagateNaNFromEveryPosition() {
    for (int position = 0; position < 70; position++) {
      float[] x = Samples.normal(70, 1);
      x[position] = Float.NaN;
      float[] y = new float[70];
      for (ReductionFunction op :
          new ReductionFunction[] {ReductionFunction.MAX, ReductionFunction.MIN}) {
        SIMD.reduceRows(op, x, 0, 1, 70, y, 0);
        assertThat(y[0]).isNaN();
        SIMD.reduceColumns(op, x, 0, 70, 1, 1, y, 0);
        assertThat(y[0]).isNaN();
      }
    }
  }

  @Test
  void softmaxFamilyAgreesWithThePlainKernels() {
    for (int columns : Samples.SIZES) {
      float[] x = Samples.normal(3 * columns + 5, columns);
      for (int i = 0; i < x.length; i++) {
        x[i] = i % 11 == 0 ? Float.NEGATIVE_INFINITY : x[i] * 20;
      }
      float[] expected = filled(3 * columns + 7);
      float[] actual = filled(3 * columns + 7);
      PLAIN.softmax(x, 5, 3, columns, expected, 2);
      SIMD.softmax(x, 5, 3, columns, actual, 2);
      assertNear(actual, expected, 1e-6, "softmax of " + columns);
      PLAIN.logSoftmax(x, 5, 3, columns, expected, 2);
      SIMD.logSoftmax(x, 5, 3, columns, actual, 2);
      assertNear(actual, expected, 1e-5, "logSoftmax of " + columns);
      PLAIN.logSumExp(x, 5, 3, columns, expected, 2);
      SIMD.logSumExp(x, 5, 3, columns, actual, 2);
      assertNear(actual, expected, 1e-5, "logSumExp of " + columns);
    }
  }

  @Test
  void softmaxTreatsMaskedAndBrokenRowsAsThePlainKernelsDo() {
    float inf = Float.POSITIVE_INFINITY;
    float[][] rows = {
      {-inf, -inf, -inf, -inf, -inf}, {1, Float.NaN, 2, 3, 4}, {inf, 1, 2, 3, 4},
      {-inf, 1, -inf, -inf, -inf}, {3e38f, -3e38f, 0, 0, 0}, {Float.NaN, -inf, -inf, -inf, -inf}
    };
    for (float[] row : rows) {
      float[] expected = new float[5];
      float[] actual = new float[5];
      PLAIN.softmax(row, 0, 1, 5, expected, 0);
      SIMD.softmax(row, 0, 1, 5, actual, 0);
      assertNear(actual, expected, 1e-6, "softmax of " + Arrays.toString(row));
      PLAIN.logSoftmax(row, 0, 1, 5, expected, 0);
      SIMD.logSoftmax(row, 0, 1, 5, actual, 0);
      assertNear(actual, expected, 1e-6, "logSoftmax of " + Arrays.toString(row));
      PLAIN.logSumExp(row, 0, 1, 5, expected, 0);
      SIMD.logSumExp(row, 0, 1, 5, actual, 0);
      assertNear(actual, expected, 1e-6, "logSumExp of " + Arrays.toString(row));
    }
    float[] masked = new float[5];
    SIMD.softmax(rows[0], 0, 1, 5, masked, 0);
    assertThat(masked).containsOnly(0f);
  }

  @Test
  void transpositionAgreesWithThePlainKernels() {
    for (int[] size :
        new int[][] {{0, 3}, {1, 1}, {1, 40}, {40, 1}, {16, 16}, {17, 33}, {64, 100}}) {
      int rows = size[0];
      int columns = size[1];
      float[] x = Samples.normal(rows * (columns + 3) + 4, 1);
      float[] expected = filled(columns * (rows + 2) + 4);
      float[] actual = filled(columns * (rows + 2) + 4);
      PLAIN.transpose(x, 4, rows, columns, columns + 3, expected, 2, rows + 2);
      SIMD.transpose(x, 4, rows, columns, columns + 3, actual, 2, rows + 2);
      assertThat(actual).isEqualTo(expected);
    }
  }

  // Products of many normal numbers vanish; numbers near 1 keep the comparison meaningful.
  private static float[] oneCentred(ReductionFunction op, float[] x) {
    if (op == ReductionFunction.PRODUCT) {
      for (int i = 0; i < x.length; i++) {
        x[i] = 1 + x[i] * 0.01f;
      }
    }
    return x;
  }

  private static float[] filled(int count) {
    float[] y = new float[count];
    Arrays.fill(y, 777f);
    return y;
  }

  private static int[] bits(float[] x) {
    int[] bits = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      bits[i] = Float.floatToIntBits(x[i]);
    }
    return bits;
  }

  /// The error that is allowed beside the relative one: a few of the smallest floats, but for GELU,
  /// which is 0 where its value is about to leave the normal numbers, and for SILU, whose factors
  /// do so before their product.
  private static double smallest(UnaryFunction op) {
    return switch (op) {
      case GELU -> 2.1e-38;
      case SILU -> 104 * Float.MIN_VALUE;
      default -> 2 * Float.MIN_VALUE;
    };
  }

  /// Equal up to a relative error and a smallest one.
  private static void assertClose(
      float[] actual, float[] expected, double relative, double smallest, String what) {
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs((double) actual[i] - expected[i]);
      boolean close =
          Float.compare(actual[i] + 0f, expected[i] + 0f) == 0
              || error <= relative * Math.abs(expected[i]) + smallest;
      assertThat(close).as("%s at %d: %s, expected %s", what, i, actual[i], expected[i]).isTrue();
    }
  }

  /// Equal up to an error relative to the larger of 1 and the value.
  private static void assertNear(float[] actual, float[] expected, double tolerance, String what) {
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs((double) actual[i] - expected[i]);
      boolean near =
          Float.compare(actual[i] + 0f, expected[i] + 0f) == 0
              || error <= tolerance * Math.max(1, Math.abs(expected[i]));
      assertThat(near).as("%s at %d: %s, expected %s", what, i, actual[i], expected[i]).isTrue();
    }
  }
}
