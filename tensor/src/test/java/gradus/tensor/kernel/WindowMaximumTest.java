package gradus.tensor.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowMaximumTest {
  private static final float[] SPECIAL = {
    Float.NaN, -Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 0f, -0f, 1f
  };

  @Test
  void vectorsFindWhatThePlainLoopFinds() {
    var random = new Random(5);
    for (int inputs : new int[] {1, 2, 5, 13, 16, 26, 33, 70}) {
      for (int size : new int[] {1, 2, 3, 5}) {
        for (int stride : new int[] {1, 2, 3, 4}) {
          for (int before = 0; before <= size / 2; before++) {
            for (int dilation : new int[] {1, 2}) {
              int outputs = (inputs + 2 * before - (size - 1) * dilation - 1) / stride + 1;
              if (inputs + 2 * before > (size - 1) * dilation && seesSomething(inputs, before)) {
                compare(new Sliding.Side(inputs, outputs, size, stride, before, dilation), random);
              }
            }
          }
        }
      }
    }
  }

  /// A window that lies in the padding altogether has no largest number.
  private static boolean seesSomething(int inputs, int before) {
    return before < inputs;
  }

  private static void compare(Sliding.Side side, Random random) {
    var rows = new Sliding.Side(4, 2, 2, 2, 0, 1);
    var sliding = new Sliding(1, 1, 1, 1, rows, side);
    var x = new float[3 + 4 * side.inputs()];
    compare(sliding, x, random, 0);
    compare(sliding, x, random, 2);
  }

  private static int bits(float value) {
    return Float.floatToRawIntBits(value);
  }

  /// @param from the first of the special numbers that may occur: from 2 on, none is no number
  private static void compare(Sliding sliding, float[] x, Random random, int from) {
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextInt(4) == 0 ? SPECIAL[random.nextInt(from, 7)] : random.nextInt(5) - 2;
    }
    var plain = new int[2 + sliding.outputPlane()];
    var plainValues = new float[plain.length];
    new PlainKernels().windowMaximum(sliding, x, 3, plain, plainValues, 1);
    for (int i = 1; i <= sliding.outputPlane(); i++) {
      assertThat(bits(plainValues[i])).isEqualTo(bits(x[3 + plain[i]]));
    }
    var places = new int[plain.length];
    var values = new float[plain.length];
    var valuesAlone = new float[plain.length];
    new SimdKernels().windowMaximum(sliding, x, 3, places, values, 1);
    new SimdKernels().windowMaximum(sliding, x, 3, null, valuesAlone, 1);
    assertThat(places).as("%s", sliding).isEqualTo(plain);
    for (int i = 0; i < plain.length; i++) {
      assertThat(bits(values[i])).as("%s", sliding).isEqualTo(bits(plainValues[i]));
      assertThat(bits(valuesAlone[i])).as("%s", sliding).isEqualTo(bits(plainValues[i]));
    }
  }
}
