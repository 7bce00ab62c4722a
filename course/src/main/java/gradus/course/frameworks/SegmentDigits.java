package gradus.course.frameworks;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/// Pictures of digits as pocket calculators show them, somewhere in 28 x 28 pixels, in noise.
final class SegmentDigits {
  static final int SIDE = 28;
  private static final int CLASSES = 10;
  private static final int WIDTH = 10;
  private static final int HEIGHT = 18;
  private static final int HALF = HEIGHT / 2;
  private static final int THICK = 3;
  private static final double NOISE = 0.3;

  /// Which segments each digit has: top, upper left, upper right, middle, lower left, lower right,
  /// bottom.
  private static final String[] LIT = {
    "1110111", "0010010", "1011101", "1011011", "0111010",
    "1101011", "1101111", "1010010", "1111111", "1111011"
  };

  /// Left, top, width and height of each segment.
  private static final int[][] SEGMENTS = {
    {0, 0, WIDTH, THICK},
    {0, 0, THICK, HALF},
    {WIDTH - THICK, 0, THICK, HALF},
    {0, HALF - 1, WIDTH, THICK},
    {0, HALF, THICK, HALF},
    {WIDTH - THICK, HALF, THICK, HALF},
    {0, HEIGHT - THICK, WIDTH, THICK},
  };

  private SegmentDigits() {}

  /// The labels: 0 to 9, again and again.
  static int[] labels(int count) {
    int[] labels = new int[count];
    java.util.Arrays.setAll(labels, i -> i % CLASSES);
    return labels;
  }

  /// The pictures of these labels, `[count, 784]`, from 0 to 1.
  static Tensor draw(int count, long seed) {
    RandomKey key = RandomKey.of(seed);
    double[] places = key.uniform(Shape.of(count, 3)).toDoubles();
    double[] noise = key.fold(1).normal(Shape.of(count, SIDE * SIDE)).toDoubles();
    float[] pixels = new float[noise.length];
    for (int i = 0; i < count; i++) {
      int left = 7 + (int) (places[3 * i] * 5);
      int top = 3 + (int) (places[3 * i + 1] * 5);
      double light = 0.5 + places[3 * i + 2] / 2;
      boolean[] lit = lit(i % CLASSES, left, top);
      for (int j = 0; j < lit.length; j++) {
        int at = i * lit.length + j;
        double value = (lit[j] ? light : 0) + NOISE * noise[at];
        pixels[at] = (float) Math.clamp(value, 0, 1);
      }
    }
    return Tensor.of(Shape.of(count, SIDE * SIDE), pixels);
  }

  private static boolean[] lit(int digit, int left, int top) {
    boolean[] lit = new boolean[SIDE * SIDE];
    for (int segment = 0; segment < SEGMENTS.length; segment++) {
      if (LIT[digit].charAt(segment) == '1') {
        int[] box = SEGMENTS[segment];
        for (int y = 0; y < box[3]; y++) {
          for (int x = 0; x < box[2]; x++) {
            lit[(top + box[1] + y) * SIDE + left + box[0] + x] = true;
          }
        }
      }
    }
    return lit;
  }
}
