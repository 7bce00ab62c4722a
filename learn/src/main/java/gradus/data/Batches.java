package gradus.data;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

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

  /// The shape of one input, of the first where there are several.
  ///
  /// @throws DataException where the batches have no input
  Shape inputShape();

  /// The shapes of the inputs of one sample: one, unless these batches have several, or none.
  default List<Shape> inputShapes() {
    return List.of(inputShape());
  }

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

  /// What everything random in these batches follows from; 0 where nothing is random.
  default long seed() {
    return 0;
  }

  /// The same batches, each changed by a pure function that keeps its samples, such as one that
  /// augments images. It runs where batches are prepared: on the thread of [#prefetch] where there
  /// is one.
  ///
  /// ```java
  /// train.shuffle(42).batch(64).map("noise", (batch, key) -> {
  ///   Tensor x = batch.input();
  ///   return new Batch(x.plus(key.normal(x.shape()).times(0.1)), batch.target(), batch.indices());
  /// });
  /// ```
  ///
  /// @param name what the function does, with its settings: part of the [#fingerprint()], so that a
  ///   training which is resumed with another function is refused
  /// @param function from a batch and a key to the new batch. The key follows from the seed, the
  ///   name, the epoch and the batch, so that whatever is random by it is the same each time
  default Batches map(String name, BiFunction<Batch, RandomKey, Batch> function) {
    return new MappedBatches(this, name, function);
  }

  /// The same batches without a last one that is shorter than the others. In a shuffled data set
  /// the samples that are left out are others in every epoch.
  ///
  /// @throws DataException where there are fewer samples than one batch holds
  default Batches dropLast() {
    return new WholeBatches(this);
  }

  /// Batches that a pure function makes up: endless data, such as points drawn from a distribution.
  ///
  /// @param name what is generated, with its settings: the [#fingerprint()] holds it
  /// @param seed what everything random follows from
  /// @param batchCount the number of batches in what counts as an epoch
  /// @param function from a key, which follows from seed, epoch and batch, to a batch; all batches
  ///   have as many samples as the first
  static Batches generate(
      String name, long seed, int batchCount, Function<RandomKey, Batch> function) {
    return new GeneratedBatches(name, seed, batchCount, function);
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
    if (!inputShapes().equals(validation.inputShapes())) {
      throw new DataException(
          "batches: training inputs are %s, but validation inputs are %s",
          told(inputShapes()), told(validation.inputShapes()));
    }
    if (classCount() != 0
        && validation.classCount() != 0
        && classCount() != validation.classCount()) {
      throw new DataException(
          "batches: there are %d classes to train on, but %d to validate on",
          classCount(), validation.classCount());
    }
  }

  private static String told(List<Shape> shapes) {
    return shapes.size() == 1 ? shapes.getFirst().toString() : shapes.toString();
  }
}
