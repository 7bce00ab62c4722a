package gradus.augment;

import gradus.data.Batches;
import gradus.data.DataException;
import gradus.table.Table;
import gradus.table.TableEncoder;
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

  /// Batches of a table's rows whose columns of texts are changed anew in every epoch, and all
  /// encoded again: for the batches of a training alone. It runs where batches are prepared.
  ///
  /// ```java
  /// Batches batches = encoder.dataset(table).shuffle(42).batch(32);
  /// Batches changed = eda.on(batches, table, encoder);
  /// ```
  ///
  /// @param batches all rows of `encoder.dataset(table)`, in any order
  /// @param table the rows that the batches were made from
  /// @param encoder what made them
  /// @throws DataException where there are not as many samples as rows, or the encoder has no
  ///   column of texts
  default Batches on(Batches batches, Table table, TableEncoder encoder) {
    return TableTexts.of(table, encoder, this).on(batches);
  }
}
