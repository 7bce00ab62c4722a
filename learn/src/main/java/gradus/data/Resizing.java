package gradus.data;

/// Pictures of another size: each pixel is a weighted mean of those of the original around its
/// place, with weights that fall to 0 at the distance of one pixel, of the larger of the two
/// pictures' kinds, so that nothing is left out where a picture becomes smaller (a triangle filter,
/// as Pillow's `Image.resize(size, BILINEAR)` has it, but for its rounding in between).
final class Resizing {
  private Resizing() {}

  static GreyImage to(GreyImage picture, int width, int height) {
    float[] levels = new float[picture.levels().length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = picture.levels()[i] & 0xff;
    }
    float[] narrow = rows(levels, picture.height(), picture.width(), width);
    float[] turned =
        rows(transposed(narrow, picture.height(), width), width, picture.height(), height);
    float[] resized = transposed(turned, width, height);
    byte[] bytes = new byte[resized.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.clamp(Math.round(resized[i]), 0, 255);
    }
    return new GreyImage(width, height, bytes);
  }

  private static float[] transposed(float[] values, int rows, int columns) {
    float[] turned = new float[values.length];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        turned[x * rows + y] = values[y * columns + x];
      }
    }
    return turned;
  }

  /// Every row with another number of values.
  private static float[] rows(float[] values, int rows, int from, int to) {
    if (from == to) {
      return values;
    }
    double scale = (double) from / to;
    double reach = Math.max(1, scale);
    float[] resized = new float[rows * to];
    for (int x = 0; x < to; x++) {
      double middle = (x + 0.5) * scale;
      int first = Math.max(0, (int) Math.floor(middle - reach + 0.5));
      int last = Math.min(from, (int) Math.floor(middle + reach + 0.5));
      double[] weights = new double[last - first];
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        weights[i] = Math.max(0, 1 - Math.abs(first + i + 0.5 - middle) / reach);
        sum += weights[i];
      }
      for (int y = 0; y < rows; y++) {
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
          total += weights[i] * values[y * from + first + i];
        }
        resized[y * to + x] = (float) (total / sum);
      }
    }
    return resized;
  }
}
