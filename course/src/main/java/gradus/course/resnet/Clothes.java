package gradus.course.resnet;

import gradus.data.Dataset;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.stream.IntStream;

/// Fashion-MNIST's pictures as the networks take them: smaller where there is little time, with a
/// mean of about 0 and a variance of about 1.
final class Clothes {
  /// The mean of all levels of the training pictures, from 0 to 1, and their deviation.
  static final double MEAN = 0.286;

  static final double DEVIATION = 0.353;

  /// What stands around a picture that is moved: the level 0, after that.
  static final double BORDER = -MEAN / DEVIATION;

  private static final int LEVELS = 255;
  private static final int AT_ONCE = 1000;

  private Clothes() {}

  /// Pictures in another size.
  ///
  /// @param side a divisor of the size that they have
  static Dataset of(Dataset pictures, int side) {
    int before = pictures.inputShape().size(1);
    if (side == before) {
      return pictures.normalize(MEAN, DEVIATION);
    }
    int part = before / side;
    Window window = Window.of(part, part).withStride(part, part);
    byte[] pixels = new byte[pictures.size() * side * side];
    for (int from = 0; from < pictures.size(); from += AT_ONCE) {
      int[] some = IntStream.range(from, Math.min(from + AT_ONCE, pictures.size())).toArray();
      Tensor smaller = pictures.gather(some).input().averagePool(window, true);
      float[] levels = smaller.toFloats();
      for (int i = 0; i < levels.length; i++) {
        pixels[from * side * side + i] = (byte) Math.round(LEVELS * levels[i]);
      }
    }
    return Dataset.images(Shape.of(1, side, side), pixels, pictures.labels(), pictures.classNames())
        .normalize(MEAN, DEVIATION);
  }
}
