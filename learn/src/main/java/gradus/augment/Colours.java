package gradus.augment;

import java.util.Arrays;

/// Changes of a picture's colours, for values from 0 (black) to 1 (white); results are cut to that
/// range. They give what Pillow's `ImageEnhance` and `ImageOps` give, without rounding to bytes
/// except where levels are what it is about.
final class Colours {
  private static final int LEVELS = 256;

  private Colours() {}

  /// Darker below 1, lighter above.
  static Picture brightness(Picture picture, double factor) {
    return blend(picture, new float[picture.height() * picture.width()], factor);
  }

  /// Nearer to the mean light below 1, further from it above.
  static Picture contrast(Picture picture, double factor) {
    float[] grey = picture.grey("contrast");
    double sum = 0;
    for (float light : grey) {
      sum += light;
    }
    Arrays.fill(grey, (float) (sum / grey.length));
    return blend(picture, grey, factor);
  }

  /// Greyer below 1, more colourful above; a grey picture stays as it is.
  static Picture saturation(Picture picture, double factor) {
    return picture.channels() == 1 ? picture : blend(picture, picture.grey("saturation"), factor);
  }

  /// Smoother below 1, sharper above: away from the mean with the eight neighbours, in which the
  /// middle counts fivefold. The outermost rows and columns stay.
  static Picture sharpness(Picture picture, double factor) {
    float[] result = picture.values().clone();
    int place = 0;
    for (int c = 0; c < picture.channels(); c++) {
      for (int row = 0; row < picture.height(); row++) {
        for (int column = 0; column < picture.width(); column++, place++) {
          boolean inside =
              row > 0 && column > 0 && row < picture.height() - 1 && column < picture.width() - 1;
          if (inside) {
            float smooth = 4 * picture.at(c, row, column);
            for (int around = 0; around < 9; around++) {
              smooth += picture.at(c, row - 1 + around / 3, column - 1 + around % 3);
            }
            result[place] = blend(smooth / 13, result[place], factor);
          }
        }
      }
    }
    return picture.with(result);
  }

  /// Keeps the first `bits` of the eight that a level has.
  static Picture posterize(Picture picture, int bits) {
    int mask = ~((1 << (8 - bits)) - 1);
    float[] result = picture.values().clone();
    for (int i = 0; i < result.length; i++) {
      result[i] = (level(result[i]) & mask) / (float) (LEVELS - 1);
    }
    return picture.with(result);
  }

  /// Inverts what is at least as light as `threshold`.
  static Picture solarize(Picture picture, double threshold) {
    float[] result = picture.values().clone();
    for (int i = 0; i < result.length; i++) {
      result[i] = result[i] >= threshold ? 1 - result[i] : result[i];
    }
    return picture.with(result);
  }

  /// Stretches each channel so that its darkest place is black and its lightest white.
  static Picture autoContrast(Picture picture) {
    float[] result = picture.values().clone();
    int size = picture.height() * picture.width();
    for (int start = 0; start < result.length; start += size) {
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (int i = start; i < start + size; i++) {
        low = Math.min(low, result[i]);
        high = Math.max(high, result[i]);
      }
      for (int i = start; i < start + size && high > low; i++) {
        result[i] = (result[i] - low) / (high - low);
      }
    }
    return picture.with(result);
  }

  /// Spreads the levels of each channel so that all occur about equally often.
  static Picture equalize(Picture picture) {
    float[] result = picture.values().clone();
    int size = picture.height() * picture.width();
    for (int start = 0; start < result.length; start += size) {
      int[] counts = new int[LEVELS];
      for (int i = start; i < start + size; i++) {
        counts[level(result[i])]++;
      }
      int last = LEVELS - 1;
      while (last > 0 && counts[last] == 0) {
        last--;
      }
      int step = (size - counts[last]) / (LEVELS - 1);
      if (step == 0) {
        continue;
      }
      int[] table = new int[LEVELS];
      int below = step / 2;
      for (int level = 0; level < LEVELS; level++) {
        table[level] = Math.min(below / step, LEVELS - 1);
        below += counts[level];
      }
      for (int i = start; i < start + size; i++) {
        result[i] = table[level(result[i])] / (float) (LEVELS - 1);
      }
    }
    return picture.with(result);
  }

  private static int level(float value) {
    return Math.clamp(Math.round(value * (LEVELS - 1)), 0, LEVELS - 1);
  }

  /// From `other`, one value for each place, to the picture and beyond.
  private static Picture blend(Picture picture, float[] other, double factor) {
    float[] result = new float[picture.values().length];
    for (int i = 0; i < result.length; i++) {
      result[i] = blend(other[i % other.length], picture.values()[i], factor);
    }
    return picture.with(result);
  }

  private static float blend(float from, float to, double factor) {
    return (float) Math.clamp(from + (to - from) * factor, 0, 1);
  }
}
