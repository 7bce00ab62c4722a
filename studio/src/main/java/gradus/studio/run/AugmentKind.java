package gradus.studio.run;

import gradus.augment.Augmentation;
import gradus.augment.Augmentations;
import gradus.studio.words.Choices;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The augmentations of pictures and series that `gradus augment` shows, with the usual bounds.
public enum AugmentKind implements ShownAugmentation {
  ROTATION(true),
  SCALE(true),
  TRANSLATION(true),
  CROP(true),
  HORIZONTAL_FLIP(true),
  VERTICAL_FLIP(true),
  COLOUR_JITTER(true),
  NOISE(true),
  CUTOUT(true),
  RAND_AUGMENT(true),
  TIME_WARP(false),
  WINDOW_SLIDE(false),
  SCALING(false),
  SERIES_NOISE(false),
  CHANNEL_SHUFFLE(false);

  /// The rows and columns of the pictures that are shown.
  public static final int SIDE = 160;

  private final boolean ofPictures;

  AugmentKind(boolean ofPictures) {
    this.ofPictures = ofPictures;
  }

  /// Those of pictures, or those of series.
  static Choices<AugmentKind> choices(boolean ofPictures) {
    Map<String, AugmentKind> known = new LinkedHashMap<>();
    for (AugmentKind kind : values()) {
      if (kind.ofPictures == ofPictures) {
        known.put(kind.title(), kind);
      }
    }
    return new Choices<>("augmentation", known);
  }

  /// The names in a list with commas.
  public static List<String> names(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  @Override
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether it changes pictures, and not series.
  public boolean isOfPictures() {
    return ofPictures;
  }

  /// The augmentation of pictures that are shown, or of series.
  public Augmentation augmentation() {
    return augmentation(SIDE);
  }

  /// The augmentation of pictures of some size.
  ///
  /// @param side their rows and columns
  public Augmentation augmentation(int side) {
    return switch (this) {
      case ROTATION -> Augmentations.rotation();
      case SCALE -> Augmentations.zoom();
      case TRANSLATION -> Augmentations.translation();
      case CROP -> Augmentations.crop(side, side, side / 8);
      case HORIZONTAL_FLIP -> Augmentations.horizontalFlip();
      case VERTICAL_FLIP -> Augmentations.verticalFlip();
      case COLOUR_JITTER -> Augmentations.colourJitter();
      case NOISE -> Augmentations.noise();
      case CUTOUT -> Augmentations.cutout(side / 4);
      case RAND_AUGMENT -> Augmentations.randAugment();
      case TIME_WARP -> Augmentations.timeWarp();
      case WINDOW_SLIDE -> Augmentations.windowSlide();
      case SCALING -> Augmentations.scaling();
      case SERIES_NOISE -> Augmentations.noise();
      case CHANNEL_SHUFFLE -> Augmentations.channelShuffle();
    };
  }
}
