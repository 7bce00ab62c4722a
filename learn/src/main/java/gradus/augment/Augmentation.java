package gradus.augment;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.tensor.RandomKey;

/// A random change of a batch that a model should answer as it answers the batch itself.
///
/// It is a pure function: the same batch and key give the same result.
public interface Augmentation {
  /// What is done, with its settings: part of the fingerprint of augmented batches, and what random
  /// numbers follow from.
  String name();

  /// The changed batch: as many samples, in the same order.
  ///
  /// @param key what everything random follows from
  Batch apply(Batch batch, RandomKey key);

  /// Batches that are changed anew in every epoch. Put it on the training's batches alone, before
  /// they are prefetched: then it runs on the thread that prepares them.
  default Batches on(Batches batches) {
    return batches.map(name(), this::apply);
  }

  /// This change, and after it another.
  default Augmentation then(Augmentation next) {
    return new InOrder(this, next);
  }
}
