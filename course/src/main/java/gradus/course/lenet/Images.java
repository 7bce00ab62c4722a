package gradus.course.lenet;

import gradus.course.digits.Digits;
import gradus.data.Dataset;
import gradus.tensor.Shape;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Pictures of digits as LeNet-5 took them: with a margin, so that the ends of strokes can be in
/// the middle of what a filter of the last convolution sees, and with ink 1.175 and paper -0.1, so
/// that their mean is about 0 and their variance about 1.
final class Images {
  /// Rows and columns.
  static final int SIDE = 32;

  static final int PIXELS = SIDE * SIDE;

  /// What paper is.
  static final double PAPER = -0.1;

  /// By how much ink is more than paper.
  static final double CONTRAST = 1.275;

  private static final int AT_ONCE = 1000;

  private Images() {}

  /// Smaller pictures of one channel, each in the middle of one of 32 x 32.
  static Dataset of(Dataset pictures) {
    return of(pictures, IntStream.range(0, PIXELS).toArray());
  }

  /// The same with all pixels at other places, the same ones in each picture.
  ///
  /// @param places where each pixel goes
  static Dataset of(Dataset pictures, int[] places) {
    int height = pictures.inputShape().size(1);
    int width = pictures.inputShape().size(2);
    int corner = (SIDE - height) / 2 * SIDE + (SIDE - width) / 2;
    byte[] pixels = new byte[pictures.size() * PIXELS];
    for (int from = 0; from < pictures.size(); from += AT_ONCE) {
      int[] some = IntStream.range(from, Math.min(from + AT_ONCE, pictures.size())).toArray();
      float[] levels = pictures.gather(some).input().toFloats();
      for (int i = 0; i < levels.length; i++) {
        int picture = from + i / (height * width);
        int row = i / width % height;
        int place = places[corner + row * SIDE + i % width];
        pixels[picture * PIXELS + place] = (byte) Math.round(255 * levels[i]);
      }
    }
    return Dataset.images(Shape.of(1, SIDE, SIDE), pixels, pictures.labels(), pictures.classNames())
        .normalize(-PAPER / CONTRAST, 1 / CONTRAST);
  }

  /// A random order of all pixels.
  static int[] permutation(SplittableRandom random) {
    return Digits.shuffled(PIXELS, random);
  }
}
