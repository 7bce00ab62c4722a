package gradus.data;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// Batches without a last, short one.
record WholeBatches(Batches source) implements DerivedBatches {
  /// @throws DataException where there is no whole batch
  WholeBatches {
    if (source.sampleCount() < source.batchSize()) {
      throw new DataException(
          "dropLast: there are %d samples, fewer than one batch of %d; take smaller batches",
          source.sampleCount(), source.batchSize());
    }
  }

  @Override
  public int sampleCount() {
    return batchCount() * batchSize();
  }

  @Override
  public int batchCount() {
    return source.sampleCount() / source.batchSize();
  }

  @Override
  public String fingerprint() {
    return source.fingerprint() + " dropLast";
  }

  @Override
  public Batches recycle(int lifetime) {
    return new WholeBatches(source.recycle(lifetime));
  }

  @Override
  public Iterator<Batch> epoch(long epoch, int firstBatch) {
    BatchRange.require(epoch, firstBatch, batchCount());
    Iterator<Batch> batches = source.epoch(epoch, firstBatch);
    return new Iterator<>() {
      private int next = firstBatch;

      @Override
      public boolean hasNext() {
        return next < batchCount();
      }

      @Override
      public Batch next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the epoch has no more batches");
        }
        next++;
        return batches.next();
      }
    };
  }
}
