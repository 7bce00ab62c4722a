package gradus.course.vision;

import gradus.data.Dataset;
import gradus.plot.Text;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import java.util.List;

/// Generated colour pictures of bright circles, squares and triangles anywhere on a dark ground,
/// some of them with a yellow tag in the corner that has nothing to do with the shape.
final class Shapes {
  static final int SIDE = 32;
  static final Shape PICTURE = Shape.of(3, SIDE, SIDE);
  static final List<Text> NAMES =
      List.of(Text.of("circle", "圆形"), Text.of("square", "正方形"), Text.of("triangle", "三角形"));

  /// The class that carries the tag in training.
  static final int TAGGED = 2;

  private static final int TAG = 6;
  private static final int[] YELLOW = {255, 215, 0};
  private static final int NUMBERS = 11;

  private Shapes() {}

  /// Which pictures carry a tag.
  interface Tags {
    /// Whether a picture has one.
    ///
    /// @param label the picture's class
    /// @param chance uniform from 0 to 1
    boolean has(int label, double chance);
  }

  /// Pictures of the three classes in turn.
  ///
  /// @param noise the standard deviation of the pixels' noise
  static Dataset draw(int count, double noise, Tags tags, long seed) {
    RandomKey key = RandomKey.of(seed);
    double[] numbers = key.uniform(Shape.of(count, NUMBERS)).toDoubles();
    float[] grains = key.fold(1).normal(Shape.of(count, 3, SIDE, SIDE)).toFloats();
    byte[] pixels = new byte[grains.length];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % NAMES.size();
      double[] one = java.util.Arrays.copyOfRange(numbers, i * NUMBERS, (i + 1) * NUMBERS);
      boolean tagged = tags.has(labels[i], one[10]);
      for (int plane = 0; plane < 3; plane++) {
        for (int y = 0; y < SIDE; y++) {
          for (int x = 0; x < SIDE; x++) {
            int at = ((i * 3 + plane) * SIDE + y) * SIDE + x;
            double light = light(labels[i], one, tagged, plane, x, y);
            pixels[at] = (byte) Math.clamp(Math.round(light + 255 * noise * grains[at]), 0, 255);
          }
        }
      }
    }
    return Dataset.images(PICTURE, pixels, labels, NAMES.stream().map(Text::english).toList());
  }

  /// The light of a pixel in one colour, from 0 to 255.
  private static double light(int label, double[] one, boolean tagged, int plane, int x, int y) {
    if (tagged && x >= SIDE - TAG && y >= SIDE - TAG) {
      return YELLOW[plane];
    }
    double size = 5 + 5 * one[0];
    double dx = x - (size + 1 + one[1] * (SIDE - 2 * size - 2));
    double dy = y - (size + 1 + one[2] * (SIDE - 2 * size - 2));
    double ground = 10 + 80 * one[3 + plane];
    double ink = 140 + 100 * one[6 + plane];
    return inside(label, dx, dy, size) ? ink : ground;
  }

  private static boolean inside(int label, double dx, double dy, double size) {
    return switch (label) {
      case 0 -> Math.hypot(dx, dy) < size;
      case 1 -> Math.max(Math.abs(dx), Math.abs(dy)) < size * 0.85;
      default -> dy < size * 0.9 && Math.abs(dx) < (dy + size) * 0.55;
    };
  }
}
