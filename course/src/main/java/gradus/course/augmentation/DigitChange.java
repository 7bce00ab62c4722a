package gradus.course.augmentation;

import gradus.augment.Augmentation;
import gradus.augment.Augmentations;
import gradus.course.Option;
import gradus.plot.Text;

/// Augmentations of pictures, tried on digits.
public enum DigitChange implements Option {
  GENTLE("a little of everything", "各来一点"),
  ROTATION("rotation", "旋转"),
  SCALE("scale", "缩放"),
  CROP("random crop", "随机裁剪"),
  FLIP("horizontal flip", "水平翻转"),
  NOISE("noise", "噪声");

  private static final int SIDE = 28;

  private final String english;
  private final String chinese;

  DigitChange(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /// The augmentation.
  ///
  /// @param strength 1 for the usual bounds
  Augmentation of(double strength) {
    return switch (this) {
      case GENTLE -> gentle(strength);
      case ROTATION -> Augmentations.rotation(30 * strength);
      case SCALE -> Augmentations.zoom(1 - 0.2 * strength, 1 + 0.2 * strength);
      case CROP -> Augmentations.crop(SIDE, SIDE, (int) Math.round(SIDE * strength / 8));
      case FLIP -> Augmentations.horizontalFlip();
      case NOISE -> Augmentations.noise(0.05 * strength);
    };
  }

  /// Turns by up to 10 degrees, makes up to a tenth larger or smaller, and moves by up to a
  /// fourteenth: what a hand does by itself.
  private static Augmentation gentle(double strength) {
    return Augmentations.rotation(10 * strength)
        .then(Augmentations.zoom(1 - 0.1 * strength, 1 + 0.1 * strength))
        .then(Augmentations.translation(strength / 14));
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }
}
