package gradus.augment;

import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;

/// Brightness, contrast and saturation, each by a factor of its own, in a random order.
///
/// @param brightness the factor is from `max(0, 1 - brightness)` to `1 + brightness`
/// @param contrast likewise
/// @param saturation likewise
record ColourJitter(double brightness, double contrast, double saturation)
    implements SampleAugmentation {
  ColourJitter {
    Limits.size("colourJitter", "the brightness", brightness);
    Limits.size("colourJitter", "the contrast", contrast);
    Limits.size("colourJitter", "the saturation", saturation);
  }

  @Override
  public String name() {
    return "colourJitter(" + brightness + ", " + contrast + ", " + saturation + ")";
  }

  @Override
  public Tensor apply(Tensor sample, RandomKey key) {
    Draws draws = new Draws(key);
    Picture picture = Picture.of("colourJitter", sample);
    for (int change : draws.order(3)) {
      picture =
          switch (change) {
            case 0 -> Colours.brightness(picture, factor(draws, brightness));
            case 1 -> Colours.contrast(picture, factor(draws, contrast));
            default -> Colours.saturation(picture, factor(draws, saturation));
          };
    }
    return picture.tensor();
  }

  private static double factor(Draws draws, double strength) {
    return draws.uniform(Math.max(0, 1 - strength), 1 + strength);
  }
}
