package gradus.tensor.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs once for each size of a vector, as its tag asks the module's build.
@Tag("vectors")
class GemmTest {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private static final int[] SIZES = {
    0, 1, 2, 3, 5, 7, 8, 9, 12, 13, 16, 17, 31, 32, 33, 47, 64, 65, 100, 129, 150
  };

  private int threadsBefore;

  /// Has the vector code compiled on small products, or the large ones would take a hundred times
  /// as long.
  @BeforeAll
  static void compile() {
    for (int i = 0; i < 1000; i++) {
      GemmSample.of(new Random(i), i % 2 == 0, i % 4 < 2, 20, 48, 24).run(Gemm::multiplyOnVectors);
    }
  }

  @BeforeEach
  void remember() {
    threadsBefore = Workers.threads();
  }

  @AfterEach
  void restore() {
    Workers.setThreads(threadsBefore);
  }

  static Stream<Arguments> transposes() {
    return Stream.of(
        Arguments.of(false, false),
        Arguments.of(true, false),
        Arguments.of(false, true),
        Arguments.of(true, true));
  }

  @Test
  void usesTheVectorsThatThePropertyAsksFor() {
    String bits = System.getProperty("gradus.vectorBits");
    if (bits != null) {
      assertThat(Lanes.SPECIES.vectorBitSize()).isEqualTo(Integer.parseInt(bits));
    }
    assertThat(Lanes.COUNT).isEqualTo(Lanes.SPECIES.vectorBitSize() / Float.SIZE);
  }

  @ParameterizedTest
  @MethodSource("transposes")
  void equalsThePlainProductAtEverySize(boolean transposeA, boolean transposeB) {
    var random = new Random(7);
    for (int m : SIZES) {
      for (int n : SIZES) {
        int k = SIZES[random.nextInt(SIZES.length)];
        check(GemmSample.of(random, transposeA, transposeB, m, n, k));
      }
      for (int k : SIZES) {
        int n = SIZES[random.nextInt(SIZES.length)];
        check(GemmSample.of(random, transposeA, transposeB, m, n, k));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("transposes")
  void equalsThePlainProductWhenEverySizeIsCutIntoPieces(boolean transposeA, boolean transposeB) {
    var random = new Random(8);
    for (int threads : new int[] {1, 3}) {
      Workers.setThreads(threads);
      check(GemmSample.of(random, transposeA, transposeB, 400, 530, 400));
      check(GemmSample.of(random, transposeA, transposeB, 61, 1100, 401));
      check(GemmSample.of(random, transposeA, transposeB, 131, 70, 1205));
      check(GemmSample.of(random, transposeA, transposeB, 1, 1100, 900));
      check(GemmSample.of(random, transposeA, transposeB, 3, 700, 2000));
    }
  }

  @ParameterizedTest
  @MethodSource("transposes")
  void givesTheSameBitsWhateverTheNumberOfThreads(boolean transposeA, boolean transposeB) {
    var random = new Random(9);
    for (int[] size :
        new int[][] {
          {128, 784, 128}, {784, 128, 128}, {200, 300, 210}, {1, 1000, 900}, {8, 500, 2000}
        }) {
      GemmSample sample = GemmSample.of(random, transposeA, transposeB, size[0], size[2], size[1]);
      Workers.setThreads(1);
      float[] one = sample.run(Gemm::multiplyOnVectors);
      for (int threads : new int[] {2, 3, 8}) {
        Workers.setThreads(threads);
        assertSameBits(
            sample.run(Gemm::multiplyOnVectors), one, sample + " on %d threads".formatted(threads));
      }
    }
  }

  /// The first calls run on the plain loops, the last on vectors, if the compiler is done by then.
  @Test
  void givesTheSameBitsBeforeAndAfterItsWarmUp() {
    GemmSample sample = GemmSample.of(new Random(14), false, false, 90, 120, 150);
    float[] expected = sample.run(PlainGemm::multiply);
    for (int i = 0; i < 200; i++) {
      assertSameBits(sample.run(Gemm::multiply), expected, "call " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void givesARowTheSameBitsWhateverTheOtherRows(boolean transposeA) {
    var random = new Random(10);
    GemmSample all = GemmSample.of(random, transposeA, false, 70, 50, 900).with(Epilogue.STORE);
    float[] whole = all.run(Gemm::multiplyOnVectors);
    for (int rows : new int[] {1, 2, 3, 4, 5, 11, 20, 64}) {
      float[] part = all.withRows(rows).run(Gemm::multiplyOnVectors);
      for (int i = 0; i < rows; i++) {
        assertThat(all.row(part, i)).as("row %d of %d", i, rows).containsExactly(all.row(whole, i));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("transposes")
  void isCloseToTheProductInDouble(boolean transposeA, boolean transposeB) {
    var random = new Random(11);
    for (int[] size :
        new int[][] {{17, 33, 12}, {129, 401, 65}, {1, 784, 128}, {3, 1000, 31}, {100, 0, 7}}) {
      GemmSample sample = GemmSample.of(random, transposeA, transposeB, size[0], size[2], size[1]);
      for (GemmSample.Method method :
          List.<GemmSample.Method>of(Gemm::multiplyOnVectors, PlainGemm::multiply)) {
        float[] c = sample.run(method);
        for (int i = 0; i < sample.m(); i++) {
          for (int j = 0; j < sample.n(); j++) {
            assertThat((double) c[sample.at(i, j)])
                .as("%s at %d, %d", sample, i, j)
                .isCloseTo(sample.exact(i, j), within(1e-4 * Math.sqrt(sample.k() + 1)));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("transposes")
  void carriesNotANumberAndInfinityIntoTheirRowAndColumnOnly(
      boolean transposeA, boolean transposeB) {
    for (int m : new int[] {2, 13, 30}) {
      GemmSample sample =
          GemmSample.of(new Random(12), transposeA, transposeB, m, 37, 20).with(Epilogue.STORE);
      sample.a().values()[GemmSample.at(sample.a(), 1, 3)] = Float.NaN;
      sample.b().values()[GemmSample.at(sample.b(), 4, 5)] = Float.POSITIVE_INFINITY;
      float[] c = sample.run(Gemm::multiplyOnVectors);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < 37; j++) {
          assertThat(Float.isFinite(c[sample.at(i, j)])).isEqualTo(i != 1 && j != 5);
        }
      }
    }
  }

  /// A vector that does not stay in a register is an object, and there would be millions of them.
  @ParameterizedTest
  @MethodSource("transposes")
  void allocatesNextToNothing(boolean transposeA, boolean transposeB) {
    Workers.setThreads(1);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int m : new int[] {2, 70}) {
      GemmSample sample = GemmSample.of(new Random(13), transposeA, transposeB, m, 70, 300);
      float[] c = sample.c().values().clone();
      long least = Long.MAX_VALUE;
      // The compiler gets its time, of which it may need much where others use the machine too.
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (least > 500 && System.nanoTime() < end) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20; i++) {
          sample.run(Gemm::multiplyOnVectors, c);
        }
        least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / 20);
      }
      assertThat(least).as("bytes per call, %s", sample).isLessThanOrEqualTo(500);
    }
  }

  private static void check(GemmSample sample) {
    float[] expected = sample.run(PlainGemm::multiply);
    float[] actual = sample.run(Gemm::multiplyOnVectors);
    assertSameBits(actual, expected, sample.toString());
  }

  private static void assertSameBits(float[] actual, float[] expected, String description) {
    int at = Arrays.mismatch(actual, expected);
    assertThat(at)
        .as(() ->
            "%s: %s, expected %s, first differ at".formatted(description, actual[at], expected[at]))
        .isEqualTo(-1);
  }
}
