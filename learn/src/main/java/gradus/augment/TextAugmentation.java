package gradus.augment;

import gradus.tensor.RandomKey;

/// A random change of a text that a model should answer as it answers the text itself.
///
/// It is a pure function: the same text and key give the same result, on any thread.
/// [LabelledTexts] puts it on the batches of a training; your own is a record with these two
/// methods.
public interface TextAugmentation {
  /// What is done, with its settings: part of the fingerprint of augmented batches, and what random
  /// numbers follow from.
  String name();

  /// The changed text.
  ///
  /// @param text of any length, empty too
  /// @param key what everything random follows from
  String apply(String text, RandomKey key);

  /// This change, and after it another.
  default TextAugmentation then(TextAugmentation next) {
    return new TextsInOrder(this, next);
  }

  /// This change for each text with a probability, and the text as it is otherwise.
  ///
  /// @param probability from 0 to 1
  default TextAugmentation sometimes(double probability) {
    return new TextsSometimes(this, probability);
  }
}
