package gradus.tensor.kernel;

import gradus.tensor.Vectors;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;

/// A program that compares products and transforms of patches on vectors with plain ones, bit for
/// bit, and says on which vectors, and what bits all other kernels give there: what
/// [OtherProcessorsTest] starts. Fails where they differ.
final class KernelsAlike {
  private static final Kernels SIMD = new SimdKernels();
  private static final int[] ROWS = {1, 3, 4, 5, 6, 8, 9, 10, 12, 13, 20, 21, 33};
  private static final int[] COLUMNS = {1, 8, 15, 33};

  private KernelsAlike() {}

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
    for (int width : new int[] {3, 4, 9, 24, 33, 70}) {
      for (int padding = 0; padding <= 2; padding++) {
        checkPatches(random, width, padding);
      }
    }
    System.out.println(Vectors.description() + ": " + bits());
  }

  /// A checksum of what the kernels on vectors make of numbers of many magnitudes.
  private static String bits() {
    var sum = new CRC32();
    for (int size : Samples.SIZES) {
      float[] x = Samples.mixed(size + 3, size);
      float[] other = Samples.mixed(size + 3, size + 1);
      float[] y = new float[size];
      for (var op : UnaryFunction.values()) {
        SIMD.unary(op, x, 3, y, 0, size);
        add(sum, y);
      }
      for (var op : BinaryFunction.values()) {
        SIMD.binary(op, new Floats(x, 1), new Floats(other, 3), y, 0, size);
        add(sum, y);
      }
      for (var op : ComparisonFunction.values()) {
        boolean[] masks = new boolean[size];
        SIMD.compare(op, new Floats(x, 1), new Floats(other, 3), masks, 0, size);
        for (boolean mask : masks) {
          sum.update(mask ? 1 : 0);
        }
      }
      rows(sum, size);
    }
    for (int seed = 0; seed < 40; seed++) {
      new LoopSample(seed).run(LoopSample::inOneLoop).forEach(result -> add(sum, result));
    }
    for (int size : new int[] {4097, 20_011}) {
      rows(sum, size);
    }
    return Long.toHexString(sum.getValue());
  }

  /// Reductions: of finite numbers, where the order of additions shows.
  private static void rows(CRC32 sum, int size) {
    int rows = size > 1000 ? 2 : 131;
    float[] x = normal(new Random(size), rows * size + 1);
    float[] each = new float[rows];
    float[] columns = new float[size];
    float[] y = new float[rows * size];
    for (var op : ReductionFunction.values()) {
      SIMD.reduceRows(op, x, 1, rows, size, each, 0);
      add(sum, each);
      SIMD.reduceColumns(op, x, 1, rows, size, size, columns, 0);
      add(sum, columns);
    }
    SIMD.softmax(x, 1, rows, size, y, 0);
    add(sum, y);
    SIMD.logSoftmax(x, 1, rows, size, y, 0);
    add(sum, y);
    SIMD.logSumExp(x, 1, rows, size, each, 0);
    add(sum, each);
  }

  private static void add(CRC32 sum, float[] numbers) {
    var bytes = ByteBuffer.allocate(4 * numbers.length);
    for (float number : numbers) {
      bytes.putInt(Float.floatToIntBits(number));
    }
    sum.update(bytes.array());
  }

  private static void check(
      Random random, boolean transposeA, boolean transposeB, int m, int n, int k) {
    GemmSample sample = GemmSample.of(random, transposeA, transposeB, m, n, k);
    float[] vectors = sample.run(Gemm::multiplyOnVectors);
    if (!Arrays.equals(vectors, sample.run(PlainGemm::multiply))) {
      throw new AssertionError("on " + Vectors.description() + " another product: " + sample);
    }
  }

  private static void checkPatches(Random random, int width, int padding) {
    var rows = new Sliding.Side(7, 5 + 2 * padding, 3, 1, padding, 1);
    var columns = new Sliding.Side(width, width + 2 * padding - 2, 3, 1, padding, 1);
    var s = new Sliding(1, 1, 1, 1, rows, columns);
    float[] x = normal(random, s.inputPlane());
    float[] y = normal(random, s.outputPlane());
    float[] patches = normal(random, 4000);
    if (!Arrays.equals(
        patches(PlainPatches.INSTANCE, s, x, y, patches.clone()),
        patches(SimdPatches.INSTANCE, s, x, y, patches.clone()))) {
      throw new AssertionError("on " + Vectors.description() + " other patches: " + s);
    }
  }

  /// What the transforms give, one after the other.
  private static float[] patches(
      PatchTransforms transforms, Sliding s, float[] x, float[] y, float[] patches) {
    int rows = (s.rows().outputs() + 1) / 2;
    int count = rows * Winograd.across(s);
    int step = count + 64;
    int room = Winograd.PLACES * step;
    float[] memory = Arrays.copyOf(patches, room + transforms.scratch(s, rows));
    var there = new Patches(s, 0, rows, memory, 0, step, room);
    float[] all = new float[s.outputPlane()];
    transforms.outputs(there, 0.5f, new Floats(all, 0));
    transforms.inputs(new Floats(x, 0), there);
    all = join(all, memory, count, step);
    transforms.gradients(new Floats(y, 0), there);
    all = join(all, memory, count, step);
    transforms.windows(patches, count, memory, 0, step);
    return join(all, memory, count, step);
  }

  private static float[] join(float[] all, float[] memory, int count, int step) {
    float[] joined = Arrays.copyOf(all, all.length + Winograd.PLACES * count);
    for (int place = 0; place < Winograd.PLACES; place++) {
      System.arraycopy(memory, place * step, joined, all.length + place * count, count);
    }
    return joined;
  }

  private static float[] normal(Random random, int count) {
    var numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
