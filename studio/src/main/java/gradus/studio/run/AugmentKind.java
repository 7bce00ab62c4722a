package gradus.studio.run;

import gradus.augment.Augmentation;
import gradus.augment.Augmentations;
import gradus.studio.words.Choices;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// The augmentations that `gradus augment` shows, with the usual bounds.
public enum AugmentKind {
  ROTATION(true, Augmentations::rotation),
  SCALE(true, Augmentations::zoom),
  TRANSLATION(true, Augmentations::translation),
  CROP(true, () -> Augmentations.crop(AugmentKind.SIDE, AugmentKind.SIDE, AugmentKind.SIDE / 8)),
  HORIZONTAL_FLIP(true, Augmentations::horizontalFlip),
  VERTICAL_FLIP(true, Augmentations::verticalFlip),
  COLOUR_JITTER(true, Augmentations::colourJitter),
  NOISE(true, Augmentations::noise),
  CUTOUT(true, () -> Augmentations.cutout(AugmentKind.SIDE / 4)),
  RAND_AUGMENT(true, Augmentations::randAugment),
  TIME_WARP(false, Augmentations::timeWarp),
  WINDOW_SLIDE(false, Augmentations::windowSlide),
  SCALING(false, Augmentations::scaling),
  SERIES_NOISE(false, Augmentations::noise),
  CHANNEL_SHUFFLE(false, Augmentations::channelShuffle);

  /// The rows and columns of the pictures that are shown.
  public static final int SIDE = 160;

  public static final Choices<AugmentKind> ALL = all();

  private final boolean ofPictures;
  private final Supplier<Augmentation> make;

  AugmentKind(boolean ofPictures, Supplier<Augmentation> make) {
    this.ofPictures = ofPictures;
    this.make = make;
  }

  private static Choices<AugmentKind> all() {
    Map<String, AugmentKind> all = new LinkedHashMap<>();
    for (AugmentKind kind : values()) {
      all.put(kind.title(), kind);
    }
    return new Choices<>("augmentation", all);
  }

  /// The name that the command takes.
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether it changes pictures, and not series.
  public boolean isOfPictures() {
    return ofPictures;
  }

  public Augmentation augmentation() {
    return make.get();
  }
}
