package gradus.augment;

import gradus.data.DataException;
import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;

/// Some of fourteen changes of a picture, chosen at random, all equally strong.
///
/// @param count how many, one after the other
/// @param magnitude from 0, nothing, to 30
/// @param fill the value around what is moved
record RandAugment(int count, int magnitude, float fill) implements SampleAugmentation {
  private static final int MOST = 30;

  /// What may be done.
  private enum Change {
    IDENTITY,
    SHEAR_X,
    SHEAR_Y,
    TRANSLATE_X,
    TRANSLATE_Y,
    ROTATE,
    BRIGHTNESS,
    SATURATION,
    CONTRAST,
    SHARPNESS,
    POSTERIZE,
    SOLARIZE,
    AUTO_CONTRAST,
    EQUALIZE
  }

  RandAugment {
    Limits.atLeastOne("randAugment", "the number of changes", count);
    if (magnitude < 0 || magnitude > MOST) {
      throw new DataException("randAugment: the magnitude must be from 0 to 30, got %d", magnitude);
    }
  }

  @Override
  public String name() {
    return "randAugment(" + count + ", " + magnitude + ", fill " + fill + ")";
  }

  @Override
  public Tensor apply(Tensor sample, RandomKey key) {
    Picture picture = Picture.of("randAugment", sample);
    for (int i = 0; i < count; i++) {
      Draws draws = new Draws(key.fold(i));
      Change change = Change.values()[draws.below(Change.values().length)];
      picture = changed(picture, change, draws.uniform() < 0.5 ? -1 : 1);
    }
    return picture.tensor();
  }

  private Picture changed(Picture picture, Change change, int sign) {
    double strength = (double) magnitude / MOST;
    double signed = sign * strength;
    return switch (change) {
      case IDENTITY -> picture;
      case SHEAR_X -> Affine.shear(0.3 * signed, 0).of(picture, fill);
      case SHEAR_Y -> Affine.shear(0, 0.3 * signed).of(picture, fill);
      case TRANSLATE_X -> Affine.translation(0.45 * signed * picture.width(), 0).of(picture, fill);
      case TRANSLATE_Y -> Affine.translation(0, 0.45 * signed * picture.height()).of(picture, fill);
      case ROTATE -> Affine.rotation(30 * signed).of(picture, fill);
      case BRIGHTNESS -> Colours.brightness(picture, 1 + 0.9 * signed);
      case SATURATION -> Colours.saturation(picture, 1 + 0.9 * signed);
      case CONTRAST -> Colours.contrast(picture, 1 + 0.9 * signed);
      case SHARPNESS -> Colours.sharpness(picture, 1 + 0.9 * signed);
      case POSTERIZE -> Colours.posterize(picture, 8 - (int) Math.round(4 * strength));
      case SOLARIZE -> Colours.solarize(picture, 1 - strength);
      case AUTO_CONTRAST -> Colours.autoContrast(picture);
      case EQUALIZE -> Colours.equalize(picture);
    };
  }
}
