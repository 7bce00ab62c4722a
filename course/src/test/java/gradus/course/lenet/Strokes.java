package gradus.course.lenet;

import gradus.data.Dataset;
import gradus.tensor.Shape;
import java.util.List;
import java.util.SplittableRandom;

/// Pictures of a short stroke at any place: across, down, or along one of the diagonals.
final class Strokes {
  private static final int SIDE = 28;
  private static final int HALF = 4;
  private static final int MARGIN = 6;
  private static final int[][] WAYS = {{0, 1}, {1, 0}, {1, 1}, {1, -1}};

  private Strokes() {}

  static Dataset of(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] pixels = new byte[count * SIDE * SIDE];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(WAYS.length);
      int row = random.nextInt(MARGIN, SIDE - MARGIN);
      int column = random.nextInt(MARGIN, SIDE - MARGIN);
      for (int step = -HALF; step <= HALF; step++) {
        int y = row + step * WAYS[labels[i]][0];
        int x = column + step * WAYS[labels[i]][1];
        pixels[(i * SIDE + y) * SIDE + x] = (byte) random.nextInt(160, 256);
        pixels[(i * SIDE + y) * SIDE + x + 1] = (byte) random.nextInt(160, 256);
      }
    }
    return Dataset.images(
        Shape.of(1, SIDE, SIDE), pixels, labels, List.of("across", "down", "falling", "rising"));
  }
}
