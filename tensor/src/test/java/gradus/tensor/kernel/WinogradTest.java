package gradus.tensor.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Beside sums in doubles, and beside itself: on plain loops and on vectors, alone and in a batch.
class WinogradTest {
  private static final PatchTransforms PLAIN = PlainPatches.INSTANCE;
  private static final PatchTransforms SIMD = SimdPatches.INSTANCE;
  private static final Kernels KERNELS = new SimdKernels();

  private static Sliding sizes(
      int images, int groups, int channels, int filters, int height, int width, int padding) {
    return new Sliding(
        images,
        groups,
        channels,
        filters,
        new Sliding.Side(height, height + 2 * padding - 2, 3, 1, padding, 1),
        new Sliding.Side(width, width + 2 * padding - 2, 3, 1, padding, 1));
  }

  private static float[] normal(long seed, int count) {
    var random = new Random(seed);
    var numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  /// A convolution and what goes with it.
  private record Sample(Sliding s, float[] x, float[] kernel, float[] bias, float[] gradient) {
    static Sample of(Sliding s) {
      int windows = s.groups() * s.filters();
      return new Sample(
          s,
          normal(1, s.inputAt(s.images(), 0)),
          normal(2, windows * s.depth()),
          normal(3, windows),
          normal(4, s.outputAt(s.images(), 0)));
    }

    float[] outputs(PatchTransforms transforms) {
      var y = new float[gradient.length];
      Arrays.fill(y, Float.NaN);
      Winograd.forward(KERNELS, transforms, s, x, kernel, y, Epilogue.forRows(true).withBias(bias));
      return y;
    }

    /// With the kernel turned around, where that suits.
    float[] inputGradient() {
      var result = new float[x.length];
      Arrays.fill(result, Float.NaN);
      Convolution.input(KERNELS, s, result, kernel, gradient);
      return result;
    }

    float[] kernelGradient(PatchTransforms transforms, int parts) {
      var result = new float[kernel.length];
      assertThat(Winograd.kernel(KERNELS, transforms, s, parts, x, result, gradient)).isTrue();
      return result;
    }

    /// What numbers add up to, each output telling which product goes where.
    private void products(Product product) {
      int rows = s.rows().outputs();
      int columns = s.columns().outputs();
      for (int filter = 0; filter < s.images() * s.groups() * s.filters(); filter++) {
        int planes = filter / s.filters() * s.channels();
        int windows = filter % (s.groups() * s.filters()) * s.channels();
        for (int c = 0; c < s.channels(); c++) {
          for (int tap = 0; tap < 9; tap++) {
            int top = s.rows().offset(tap / 3);
            int left = s.columns().offset(tap % 3);
            for (int i = Math.max(0, -top); i < Math.min(rows, s.rows().inputs() - top); i++) {
              int from = (planes + c) * s.inputPlane() + (i + top) * s.columns().inputs() + left;
              int to = (filter * rows + i) * columns;
              int end = Math.min(columns, s.columns().inputs() - left);
              for (int j = Math.max(0, -left); j < end; j++) {
                product.add(from + j, (windows + c) * 9 + tap, to + j);
              }
            }
          }
        }
      }
    }
  }

  private interface Product {
    void add(int x, int kernel, int y);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, 48, 50, 24, 24, 1",
    "1, 2, 48, 49, 33, 21, 0",
    "3, 1, 50, 48, 23, 31, 2",
    "1, 1, 420, 48, 25, 24, 1",
    "1, 1, 48, 48, 9, 71, 1",
    "2, 1, 5, 3, 5, 4, 1",
    "1, 1, 2, 2, 3, 3, 0"
  })
  void givesWhatSumsInDoublesGive(
      int images, int groups, int channels, int filters, int height, int width, int padding) {
    Sample sample = Sample.of(sizes(images, groups, channels, filters, height, width, padding));
    var y = new double[sample.gradient.length];
    var x = new double[sample.x.length];
    var kernel = new double[sample.kernel.length];
    sample.products((from, weight, to) -> {
      y[to] += (double) sample.x[from] * sample.kernel[weight];
      x[from] += (double) sample.gradient[to] * sample.kernel[weight];
      kernel[weight] += (double) sample.gradient[to] * sample.x[from];
    });
    int plane = sample.s.outputPlane();
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.max(0, y[i] + sample.bias[i / plane % sample.bias.length]);
    }
    assertNear(sample.outputs(SIMD), y);
    assertNear(sample.kernelGradient(SIMD, 1), kernel);
    assertNear(sample.kernelGradient(SIMD, images), kernel);
    assertNear(sample.inputGradient(), x);
    assertThat(sample.outputs(SIMD)).isEqualTo(sample.outputs(PLAIN));
    assertThat(sample.kernelGradient(SIMD, 1)).isEqualTo(sample.kernelGradient(PLAIN, 1));
  }

  /// To a few units in the last place of the largest number.
  private static void assertNear(float[] actual, double[] expected) {
    double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).isCloseTo(expected[i], offset(2e-6 * scale));
    }
  }

  /// Halves and sums of small whole numbers are exact.
  @Test
  void wholeNumbersComeOutExactly() {
    Sample sample = Sample.of(sizes(2, 1, 48, 48, 24, 26, 1));
    for (float[] numbers : new float[][] {sample.x, sample.kernel, sample.gradient}) {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Math.round(3 * numbers[i]);
      }
    }
    var y = new double[sample.gradient.length];
    var kernel = new double[sample.kernel.length];
    sample.products((from, weight, to) -> {
      y[to] += (double) sample.x[from] * sample.kernel[weight];
      kernel[weight] += (double) sample.gradient[to] * sample.x[from];
    });
    var actual = new float[y.length];
    Winograd.forward(KERNELS, SIMD, sample.s, sample.x, sample.kernel, actual, Epilogue.STORE);
    assertThat(doubles(actual)).isEqualTo(y);
    assertThat(doubles(sample.kernelGradient(SIMD, 2))).isEqualTo(kernel);
  }

  private static double[] doubles(float[] numbers) {
    var doubles = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      doubles[i] = numbers[i];
    }
    return doubles;
  }

  @Test
  void neitherThreadsNorOtherPicturesChangeABit() {
    Sample sample = Sample.of(sizes(5, 1, 48, 48, 26, 26, 1));
    int before = Workers.threads();
    try {
      Workers.setThreads(1);
      float[] y = sample.outputs(SIMD);
      float[] kernel = sample.kernelGradient(SIMD, 2);
      for (int threads : new int[] {2, 3, 16}) {
        Workers.setThreads(threads);
        assertThat(sample.outputs(SIMD)).isEqualTo(y);
        assertThat(sample.kernelGradient(SIMD, 2)).isEqualTo(kernel);
      }
      Sliding s = sample.s;
      var one = new Sliding(1, 1, 48, 48, s.rows(), s.columns());
      for (int i = 0; i < 5; i++) {
        float[] x = Arrays.copyOfRange(sample.x, s.inputAt(i, 0), s.inputAt(i + 1, 0));
        var alone = new Sample(one, x, sample.kernel, sample.bias, new float[s.outputAt(1, 0)]);
        assertThat(alone.outputs(SIMD))
            .isEqualTo(Arrays.copyOfRange(y, s.outputAt(i, 0), s.outputAt(i + 1, 0)));
      }
    } finally {
      Workers.setThreads(before);
    }
  }

  /// The last patch of an odd row has an output too many, which alone is too large here.
  @Test
  void whatIsBeyondThePictureDoesNotCount() {
    Sample sample = Sample.of(sizes(1, 1, 48, 48, 24, 25, 1));
    sample.x[5 * 24 * 25 + 10 * 25 + 24] = 3e38f;
    for (int filter = 0; filter < 48; filter++) {
      int window = (filter * 48 + 5) * 9;
      Arrays.fill(sample.kernel, window, window + 9, 0);
      sample.kernel[window + 3] = 1.2f;
    }
    assertThat(sample.outputs(SIMD)).isEqualTo(sample.outputs(PLAIN));
  }

  /// Only windows that see it are touched by what is not finite, and other pictures not at all.
  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity", "3e38"})
  void whatIsNotFiniteStaysWhereItIsSeen(float number) {
    Sample sample = Sample.of(sizes(3, 1, 48, 48, 24, 24, 1));
    Sliding s = sample.s;
    float[] before = sample.outputs(SIMD);
    int row = 10;
    int column = 7;
    sample.x[s.inputAt(1, 0) + 5 * s.inputPlane() + row * 24 + column] = number;
    float[] after = sample.outputs(SIMD);
    for (int i = 0; i < after.length; i++) {
      int r = i % s.outputPlane() / 24;
      int c = i % 24;
      boolean sees = i >= s.outputAt(1, 0) && i < s.outputAt(2, 0);
      if (!sees) {
        assertThat(after[i]).isEqualTo(before[i]);
      } else if (Math.abs(r - row) > 1 || Math.abs(c - column) > 1) {
        assertThat(after[i]).isCloseTo(before[i], offset(1e-4f));
      } else {
        assertThat(Float.isNaN(after[i]) || Math.abs(after[i]) > 1e30 || after[i] == 0).isTrue();
      }
    }
    assertThat(sample.outputs(PLAIN)).isEqualTo(after);
    var kernel = new float[sample.kernel.length];
    if (!Float.isFinite(number)) {
      assertThat(Winograd.kernel(KERNELS, SIMD, s, 1, sample.x, kernel, sample.gradient)).isFalse();
    }
    Convolution.kernel(KERNELS, s, sample.x, kernel, sample.gradient);
    assertThat(Float.isFinite(kernel[0])).isTrue();
  }
}
