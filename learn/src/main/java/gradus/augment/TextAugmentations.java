package gradus.augment;

/// The augmentations of texts. What they take without saying are the usual bounds: a tenth of the
/// words, and at least one.
///
/// Spaces, punctuation and capitals stay as they were. Words are found and replaced by a [Lexicon];
/// those of English and Chinese are in a module of their own, `gradus.words`:
///
/// ```java
/// TextAugmentation eda = TextAugmentations.eda(ChineseWords.lexicon()).sometimes(0.5);
/// ```
///
/// Do not take what changes the answer: "not good" without its first word is another opinion
/// ([LabelSafety] finds classes that a change confuses).
///
/// Replacement, insertion, swap, deletion and EDA are those of Wei and Zou, ["EDA: easy data
/// augmentation techniques for boosting performance on text classification
/// tasks"](https://arxiv.org/abs/1901.11196) (2019), with `n = max(1, alpha l)` for `l` words.
public final class TextAugmentations {
  private static final double ALPHA = 0.1;

  private TextAugmentations() {}

  /// Replaces a tenth of the words by synonyms.
  public static TextAugmentation synonyms(Lexicon lexicon) {
    return synonyms(lexicon, ALPHA);
  }

  /// Replaces words at random, of those that have any, by one of their synonyms.
  ///
  /// @param share how many, as a share of all words, from 0 to 1; at least one, unless it is 0
  public static TextAugmentation synonyms(Lexicon lexicon, double share) {
    return new SynonymReplacement(lexicon, share);
  }

  /// Puts synonyms of a tenth of the words in at random places.
  public static TextAugmentation insertion(Lexicon lexicon) {
    return insertion(lexicon, ALPHA);
  }

  /// Puts synonyms of words of the text in at random places.
  ///
  /// @param share how many, as a share of all words, from 0 to 1; at least one, unless it is 0
  public static TextAugmentation insertion(Lexicon lexicon, double share) {
    return new RandomInsertion(lexicon, share);
  }

  /// Swaps a tenth as many pairs of words as there are words.
  public static TextAugmentation swap(Segmenter segmenter) {
    return swap(segmenter, ALPHA);
  }

  /// Puts two words at random in each other's place, several times.
  ///
  /// @param share how often, as a share of all words, from 0 to 1; at least once, unless it is 0
  public static TextAugmentation swap(Segmenter segmenter, double share) {
    return new RandomSwap(segmenter, share);
  }

  /// Leaves out each word with a probability of a tenth.
  public static TextAugmentation deletion(Segmenter segmenter) {
    return deletion(segmenter, ALPHA);
  }

  /// Leaves out each word with a probability; one at random stays where all would go.
  ///
  /// @param probability from 0 to 1
  public static TextAugmentation deletion(Segmenter segmenter, double probability) {
    return new RandomDeletion(segmenter, probability);
  }

  /// Synonyms, insertion, swap or deletion, of a tenth of the words.
  public static TextAugmentation eda(Lexicon lexicon) {
    return eda(lexicon, ALPHA);
  }

  /// One of synonyms, insertion, swap and deletion, at random for each text. The paper also learns
  /// from the texts as they are: `eda(lexicon).sometimes(0.8)` leaves a fifth of them.
  ///
  /// @param alpha the share or probability of each; the paper takes 0.05 for 500 texts and 0.1 for
  ///   5,000
  public static TextAugmentation eda(Lexicon lexicon, double alpha) {
    return new Eda(lexicon, alpha);
  }

  /// Translates texts to another language and back (Sennrich, Haddow and Birch, "Improving neural
  /// machine translation models with monolingual data", 2016). Nothing about it is random, so it is
  /// for [TextAugmentation#sometimes], and each text is translated once and remembered. What the
  /// translator throws ends the training.
  ///
  /// ```java
  /// Translator translator = (text, from, to) -> service.translate(text, from, to);
  /// TextAugmentation back =
  ///     TextAugmentations.backTranslation(translator, "zh", "en").sometimes(0.5);
  /// ```
  ///
  /// @param translator yours; it is not part of the fingerprint of what is made with it
  /// @param language of the texts, as the translator calls it
  /// @param by the other language
  public static TextAugmentation backTranslation(
      Translator translator, String language, String by) {
    return new BackTranslation(translator, language, by);
  }
}
