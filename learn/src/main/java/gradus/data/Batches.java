package gradus.data;

import gradus.tensor.Shape;
import java.util.Iterator;
import java.util.function.UnaryOperator;

/// A data set in batches, which can be gone through as often as there are epochs.
///
/// The batches of an epoch are a pure function of its number: going through it again, or from its
/// middle, gives the same ones.
public interface Batches {
  /// The number of samples in an epoch.
  int sampleCount();

  /// The number of samples in a batch; the last batch may be shorter.
  int batchSize();

  /// The number of batches in an epoch.
  default int batchCount() {
    return Math.ceilDiv(sampleCount(), batchSize());
  }

  /// The shape of one input.
  Shape inputShape();

  /// The number of named classes; 0 where targets are not classes or have no names.
  int classCount();

  /// A text that tells these batches from others: the same text, the same batches in every epoch.
  String fingerprint();

  /// The batches of an epoch from `firstBatch` on.
  ///
  /// An iterator may be left before its end, and holds nothing that needs to be closed.
  ///
  /// @param epoch the epoch, counted from 0
  /// @param firstBatch the batch to begin with, from 0 to [#batchCount]
  Iterator<Batch> epoch(long epoch, int firstBatch);

  /// All batches of an epoch.
  default Iterator<Batch> epoch(long epoch) {
    return epoch(epoch, 0);
  }

  /// The same batches, each changed by a function that keeps its samples, such as one that augments
  /// images.
  default Batches map(UnaryOperator<Batch> function) {
    return new MappedBatches(this, function);
  }

  /// The same batches, prepared ahead on a thread of their own.
  ///
  /// An exception of that thread is thrown where its batch is asked for.
  default Batches prefetch() {
    return new PrefetchedBatches(
        lifetime() == 0 ? this : recycle(lifetime() + PrefetchedBatches.AHEAD));
  }

  /// The same batches, whose arrays are used again: a batch's tensors are valid until `lifetime`
  /// more batches have been asked for, and change after that. Saves the allocation of large batches
  /// where each is used up before the next.
  ///
  /// @param lifetime at least 1
  default Batches recycle(int lifetime) {
    return this;
  }

  /// The number of batches that may be asked for before a batch's tensors change; 0 if they never
  /// do.
  default int lifetime() {
    return 0;
  }

  /// Checks that a model for these batches can be validated on others.
  ///
  /// @throws DataException where the shapes of the inputs or the numbers of classes differ
  default void requireSameKind(Batches validation) {
    if (!inputShape().equals(validation.inputShape())) {
      throw new DataException(
          "batches: training inputs are %s, but validation inputs are %s"
              .formatted(inputShape(), validation.inputShape()));
    }
    if (classCount() != 0
        && validation.classCount() != 0
        && classCount() != validation.classCount()) {
      throw new DataException(
          "batches: there are %d classes to train on, but %d to validate on"
              .formatted(classCount(), validation.classCount()));
    }
  }
}
