package gradus.studio.run;

import gradus.augment.Lexicon;
import gradus.augment.TextAugmentation;
import gradus.augment.TextAugmentations;
import gradus.studio.words.UserException;
import java.util.Locale;

/// The augmentations of texts that `gradus augment` shows, with the usual bounds.
public enum TextAugmentKind implements ShownAugmentation {
  SYNONYMS,
  INSERTION,
  SWAP,
  DELETION,
  EDA,
  BACK_TRANSLATION;

  @Override
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The augmentation.
  ///
  /// @throws UserException where it needs what only a program can give
  public TextAugmentation augmentation(Lexicon lexicon) {
    return switch (this) {
      case SYNONYMS -> TextAugmentations.synonyms(lexicon);
      case INSERTION -> TextAugmentations.insertion(lexicon);
      case SWAP -> TextAugmentations.swap(lexicon);
      case DELETION -> TextAugmentations.deletion(lexicon);
      case EDA -> TextAugmentations.eda(lexicon);
      case BACK_TRANSLATION -> throw new UserException("error.augment.translator");
    };
  }
}
