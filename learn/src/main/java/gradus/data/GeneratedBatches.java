package gradus.data;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Batches that a function makes up, each from a key of its own.
final class GeneratedBatches implements Batches {
  private final String name;
  private final long seed;
  private final int batchCount;
  private final Function<RandomKey, Batch> function;
  private final RandomKey key;
  private volatile @Nullable Batch first;

  GeneratedBatches(String name, long seed, int batchCount, Function<RandomKey, Batch> function) {
    if (name.isBlank() || batchCount < 1) {
      throw new DataException(
          "generate: needs a name and at least one batch an epoch, got \"%s\" and %d",
          name, batchCount);
    }
    this.name = name;
    this.seed = seed;
    this.batchCount = batchCount;
    this.function = function;
    key = MappedBatches.key(seed, name);
  }

  /// The first batch, which tells the sizes of all.
  private Batch first() {
    Batch known = first;
    if (known == null) {
      known = function.apply(key(0, 0));
      first = known;
    }
    return known;
  }

  private RandomKey key(long epoch, int batch) {
    return key.fold(epoch).fold(batch);
  }

  @Override
  public int sampleCount() {
    return Math.multiplyExact(batchCount, batchSize());
  }

  @Override
  public int batchSize() {
    return first().size();
  }

  @Override
  public int batchCount() {
    return batchCount;
  }

  @Override
  public Shape inputShape() {
    List<Shape> shapes = inputShapes();
    if (shapes.isEmpty()) {
      throw new DataException("batches: %s have no input, and so no shape of one", name);
    }
    return shapes.getFirst();
  }

  @Override
  public List<Shape> inputShapes() {
    return MappedBatches.shapes(first());
  }

  /// 0: what is made up has no named classes.
  @Override
  public int classCount() {
    return 0;
  }

  @Override
  public long seed() {
    return seed;
  }

  @Override
  public String fingerprint() {
    return String.format(
        Locale.ROOT,
        "generated=%s seed=%s batches=%s batch=%s",
        name,
        seed,
        Integer.toString(batchCount),
        Integer.toString(batchSize()));
  }

  @Override
  public Iterator<Batch> epoch(long epoch, int firstBatch) {
    BatchRange.require(epoch, firstBatch, batchCount());
    return new Iterator<>() {
      private int next = firstBatch;

      @Override
      public boolean hasNext() {
        return next < batchCount;
      }

      @Override
      public Batch next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the epoch has no more batches");
        }
        Batch batch = function.apply(key(epoch, next++));
        if (batch.size() != batchSize()) {
          throw new DataException(
              "generate: %s gave a batch of %d samples after one of %d; make all equally large",
              name, batch.size(), batchSize());
        }
        return batch;
      }
    };
  }
}
