package gradus.course.augmentation;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/// What is changed for a look at it: a picture of a house beside a tree, and a series of two
/// channels.
final class Scene {
  /// The rows and columns of the picture.
  static final int SIDE = 56;

  /// The steps of the series.
  static final int STEPS = 120;

  private static final float[] SKY = {0.62f, 0.80f, 0.95f};
  private static final float[] GRASS = {0.45f, 0.68f, 0.35f};
  private static final float[] SUN = {1.0f, 0.85f, 0.25f};
  private static final float[] WALL = {0.92f, 0.86f, 0.74f};
  private static final float[] ROOF = {0.75f, 0.30f, 0.22f};
  private static final float[] WOOD = {0.45f, 0.30f, 0.20f};
  private static final float[] LEAVES = {0.20f, 0.48f, 0.25f};

  private Scene() {}

  /// The picture, `[1, 3, 56, 56]`.
  static Tensor picture() {
    float[] planes = new float[3 * SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        float[] color = color(x, y);
        for (int plane = 0; plane < 3; plane++) {
          planes[(plane * SIDE + y) * SIDE + x] = color[plane];
        }
      }
    }
    return Tensor.of(Shape.of(1, 3, SIDE, SIDE), planes);
  }

  private static float[] color(int x, int y) {
    if (Math.hypot(x - 15, y - 16) < 9) {
      return y > 23 && x > 13 && x < 17 ? WOOD : LEAVES;
    }
    if (x > 13 && x < 17 && y >= 24 && y < 44) {
      return WOOD;
    }
    if (y >= 16 && y < 28 && Math.abs(x - 38) < (y - 15) * 1.2) {
      return ROOF;
    }
    if (x >= 27 && x < 50 && y >= 28 && y < 44) {
      return x >= 31 && x < 36 && y >= 34 ? WOOD : WALL;
    }
    if (Math.hypot(x - 47, y - 8) < 5) {
      return SUN;
    }
    return y >= 42 ? GRASS : SKY;
  }

  /// The series, `[1, 120, 2]`: a slow wave with a bump, and a faster one that fades.
  static Tensor series() {
    float[] values = new float[2 * STEPS];
    for (int t = 0; t < STEPS; t++) {
      double bump = Math.exp(-Math.pow((t - 80) / 5.0, 2));
      values[2 * t] = (float) (0.6 * Math.sin(t / 12.0) + bump);
      values[2 * t + 1] = (float) (Math.exp(-t / 60.0) * Math.cos(t / 4.0) - 1.5);
    }
    return Tensor.of(Shape.of(1, STEPS, 2), values);
  }
}
