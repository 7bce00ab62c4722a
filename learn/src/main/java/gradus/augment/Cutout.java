package gradus.augment;

import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;
import java.util.Arrays;

/// A square of a picture painted over. Its centre is anywhere in the picture, so a part of the
/// square may lie outside.
///
/// @param size the square's rows and columns
/// @param fill the value it gets
record Cutout(int size, float fill) implements SampleAugmentation {
  Cutout {
    Limits.atLeastOne("cutout", "the size", size);
  }

  @Override
  public String name() {
    return "cutout(" + size + ", fill " + fill + ")";
  }

  @Override
  public Tensor apply(Tensor sample, RandomKey key) {
    Picture picture = Picture.of("cutout", sample);
    Draws draws = new Draws(key);
    int top = draws.below(picture.height()) - size / 2;
    int left = draws.below(picture.width()) - size / 2;
    float[] result = picture.values();
    for (int c = 0; c < picture.channels(); c++) {
      for (int row = Math.max(0, top); row < Math.min(picture.height(), top + size); row++) {
        int start = (c * picture.height() + row) * picture.width();
        int end = Math.clamp(left + size, 0, picture.width());
        Arrays.fill(result, start + Math.max(0, left), start + end, fill);
      }
    }
    return picture.tensor();
  }
}
