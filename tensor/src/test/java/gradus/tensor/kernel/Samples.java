package gradus.tensor.kernel;

import java.util.Random;

/// Numbers for the tests of kernels.
final class Samples {
  /// Lengths around the widths of vectors, blocks and strips.
  static final int[] SIZES = {
    0, 1, 2, 3, 4, 6, 8, 13, 15, 16, 17, 31, 33, 63, 64, 65, 100, 1000, 4098
  };

  static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    0.5f,
    -0.5f,
    2.5f,
    -2.5f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    1e-40f,
    -1e-40f,
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN,
    1e-8f,
    -1e-8f,
    88.7f,
    -88.7f,
    89f,
    -89f,
    104f,
    -104f,
    1e5f,
    -1.1e5f,
    1e10f,
    8388607.5f,
    -8388608f,
    3e38f,
    0.99999994f,
    -0.99999994f,
    1.0000001f
  };

  private Samples() {}

  /// Numbers of many magnitudes, special ones among them.
  static float[] mixed(int count, long seed) {
    Random random = new Random(seed);
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] =
          random.nextInt(8) == 0
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : (float) (random.nextGaussian() * Math.pow(10, random.nextInt(7) - 3));
    }
    return x;
  }

  /// Standard normal numbers.
  static float[] normal(int count, long seed) {
    Random random = new Random(seed);
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }
}
