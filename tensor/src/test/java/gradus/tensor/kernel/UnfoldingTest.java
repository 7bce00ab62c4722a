package gradus.tensor.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is never written down must give what the matrix gives, bit for bit, for odd sizes,
/// paddings, strides, dilations, and blocks of several rows, of a part of one, or of several
/// pictures.
class UnfoldingTest {
  private static final Kernels PLAIN = new PlainKernels();
  private static final int FILTERS = 5;

  @Test
  void convolvesAsTheMatrixDoes() {
    samples(sample -> {
      float[] kernel = normal(sample.random, FILTERS * sample.block.sizes().depth());
      float[] bias = normal(sample.random, FILTERS);
      Epilogue epilogue = Epilogue.forRows(true).withBias(bias);
      float[] expected = normal(sample.random, 3 + sample.outputs());
      float[] actual = expected.clone();
      var filters = new Floats(kernel, 0);
      PLAIN.convolve(sample.block, sample.x, filters, new Floats(expected, 3), epilogue);
      int depth = sample.block.sizes().depth();
      var matrix = new Matrix(kernel, 0, depth);
      Unfolding.of(sample.block, sample.x)
          .multiply(new SimdKernels(), sample.block, matrix, new Floats(actual, 3), epilogue);
      assertThat(actual).as("%s", sample).isEqualTo(expected);
    });
  }

  @Test
  void sumsTheKernelsGradientAsTheMatrixDoes() {
    samples(sample -> {
      float[] y = normal(sample.random, 2 + sample.outputs());
      float[] expected = normal(sample.random, sample.block.sizes().depth() * FILTERS);
      float[] actual = expected.clone();
      var outputs = new Floats(y, 2);
      PLAIN.convolveKernel(sample.block, sample.x, outputs, new Floats(expected, 0));
      Unfolding.of(sample.block, sample.x)
          .multiplyTransposed(sample.block, outputs, new Floats(actual, 0));
      assertThat(actual).as("%s", sample).isEqualTo(expected);
    });
  }

  /// Small pictures are convolved several at a time, and a kernel's gradient adds them up.
  @Test
  void manyPicturesGiveWhatEachGivesAlone() {
    var random = new Random(11);
    Sliding.Side side = new Sliding.Side(7, 7, 3, 1, 1, 1);
    var all = new Sliding(50, 2, 3, FILTERS, side, side);
    var one = new Sliding(1, 2, 3, FILTERS, side, side);
    float[] x = normal(random, all.inputAt(50, 0));
    float[] kernel = normal(random, 2 * FILTERS * all.depth());
    Kernels unfolding = unfolding();
    float[] y = new float[all.outputAt(50, 0)];
    Convolution.forward(unfolding, all, x, kernel, y, Epilogue.STORE);
    for (int i = 0; i < 50; i++) {
      float[] alone = new float[one.outputAt(1, 0)];
      float[] picture = Arrays.copyOfRange(x, all.inputAt(i, 0), all.inputAt(i + 1, 0));
      Convolution.forward(PLAIN, one, picture, kernel, alone, Epilogue.STORE);
      assertThat(Arrays.copyOfRange(y, all.outputAt(i, 0), all.outputAt(i + 1, 0)))
          .isEqualTo(alone);
    }
    float[] expected = new float[kernel.length];
    float[] actual = new float[kernel.length];
    Convolution.kernel(PLAIN, all, x, expected, y);
    Convolution.kernel(unfolding, all, x, actual, y);
    assertThat(actual).isEqualTo(expected);
  }

  /// A single picture's product is large enough for several threads, which all unfold it.
  @Test
  void threadsThatShareAPictureGiveTheSame() {
    var random = new Random(13);
    var rows = new Sliding.Side(26, 24, 3, 1, 0, 1);
    var columns = new Sliding.Side(22, 20, 3, 1, 0, 1);
    var s = new Sliding(1, 1, 32, 64, rows, columns);
    var block = new Sliding.Block(s, 0, s.outputPlane(), 1);
    var x = new Floats(normal(random, s.inputAt(1, 0)), 0);
    var filters = new Matrix(normal(random, 64 * s.depth()), 0, s.depth());
    int before = Workers.threads();
    try {
      Workers.setThreads(1);
      var expected = new float[s.outputAt(1, 0)];
      multiply(block, x, filters, expected);
      Workers.setThreads(4);
      for (int i = 0; i < 300; i++) {
        var actual = new float[expected.length];
        multiply(block, x, filters, actual);
        assertThat(actual).isEqualTo(expected);
      }
    } finally {
      Workers.setThreads(before);
    }
  }

  private static void multiply(Sliding.Block block, Floats x, Matrix filters, float[] y) {
    Unfolding.of(block, x)
        .multiply(new SimdKernels(), block, filters, new Floats(y, 0), Epilogue.STORE);
  }

  /// Rows that are cut into blocks, the last of which begins far from the row's first number.
  @Test
  void longRowsAreAddedUp() {
    var random = new Random(17);
    for (int stride : new int[] {1, 2, 3}) {
      int outputs = (5000 - 4 * 40 - 1) / stride + 1;
      var columns = new Sliding.Side(5000, outputs, 5, stride, 0, 40);
      var rows = new Sliding.Side(1, 1, 1, 1, 0, 1);
      var s = new Sliding(2, 1, 3, 16, rows, columns);
      float[] kernel = normal(random, 16 * s.depth());
      float[] y = normal(random, s.outputAt(2, 0));
      var expected = new float[s.inputAt(2, 0)];
      var actual = new float[expected.length];
      Convolution.input(PLAIN, s, expected, kernel, y);
      Convolution.input(new SimdKernels(), s, actual, kernel, y);
      assertThat(actual).as("stride %d", stride).isEqualTo(expected);
    }
  }

  /// Kernels that unfold at once, and not when the compiler is done.
  private static Kernels unfolding() {
    Kernels simd = new SimdKernels();
    return (Kernels)
        Proxy.newProxyInstance(
            Kernels.class.getClassLoader(),
            new Class<?>[] {Kernels.class},
            (_, method, given) -> {
              if (method.getName().equals("convolve")) {
                var block = (Sliding.Block) given[0];
                var kernel = (Floats) given[2];
                var filters = new Matrix(kernel.values(), kernel.at(), block.sizes().depth());
                Unfolding.of(block, (Floats) given[1])
                    .multiply(simd, block, filters, (Floats) given[3], (Epilogue) given[4]);
                return null;
              }
              if (method.getName().equals("convolveKernel")) {
                var block = (Sliding.Block) given[0];
                Unfolding.of(block, (Floats) given[1])
                    .multiplyTransposed(block, (Floats) given[2], (Floats) given[3]);
                return null;
              }
              return method.invoke(simd, given);
            });
  }

  private record Sample(Sliding.Block block, Floats x, Random random) {
    int outputs() {
      return block.pictures() * FILTERS * block.sizes().outputPlane();
    }

    @Override
    public String toString() {
      return block.toString();
    }
  }

  private interface Check {
    void on(Sample sample);
  }

  private static void samples(Check check) {
    var random = new Random(7);
    int checked = 0;
    while (checked < 400) {
      Sliding.Side rows = side(random, 12);
      Sliding.Side columns = side(random, 45);
      if (rows.outputs() < 1 || columns.outputs() < 1) {
        continue;
      }
      int pictures = 1 + random.nextInt(3);
      var s = new Sliding(pictures, 1, 2 + random.nextInt(4), FILTERS, rows, columns);
      if (s.depth() <= PlainGemm.DOT_ROWS) {
        continue;
      }
      checked++;
      int xAt = random.nextInt(3);
      float[] x = normal(random, xAt + s.inputAt(pictures, 0) + 20 * random.nextInt(2));
      int first = random.nextInt(rows.outputs());
      int whole = 1 + random.nextInt(rows.outputs() - first);
      int from = first * columns.outputs();
      var input = new Floats(x, xAt);
      int count = whole * columns.outputs();
      check.on(new Sample(new Sliding.Block(s, from, count, pictures), input, random));
      int column = random.nextInt(columns.outputs());
      int part = 1 + random.nextInt(columns.outputs() - column);
      check.on(new Sample(new Sliding.Block(s, from + column, part, 1), input, random));
    }
  }

  private static Sliding.Side side(Random random, int most) {
    int inputs = 1 + random.nextInt(most);
    int size = 1 + random.nextInt(4);
    int stride = 1 + random.nextInt(3);
    int before = random.nextInt(3);
    int after = random.nextInt(3);
    int dilation = 1 + random.nextInt(2);
    int spare = inputs + before + after - (size - 1) * dilation - 1;
    int outputs = spare < 0 ? 0 : spare / stride + 1;
    return new Sliding.Side(inputs, outputs, size, stride, before, dilation);
  }

  private static float[] normal(Random random, int count) {
    var x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }
}
