package gradus.data;

import gradus.tensor.Shape;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The batches of a data set, in its own order or shuffled.
final class DatasetBatches implements Batches {
  private final Dataset dataset;
  private final @Nullable Shuffled shuffled;
  private final int batchSize;
  private final int lifetime;

  DatasetBatches(Dataset dataset, @Nullable Shuffled shuffled, int batchSize, int lifetime) {
    if (batchSize < 1) {
      throw new DataException("batch: the size must be at least 1, got %s", batchSize);
    }
    this.dataset = dataset;
    this.shuffled = shuffled;
    this.batchSize = batchSize;
    this.lifetime = lifetime;
  }

  @Override
  public int sampleCount() {
    return dataset.size();
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  @Override
  public Shape inputShape() {
    return dataset.inputShape();
  }

  @Override
  public List<Shape> inputShapes() {
    return dataset.inputShapes();
  }

  @Override
  public long seed() {
    return shuffled == null ? 0 : shuffled.seed();
  }

  @Override
  public int classCount() {
    return dataset.classCount();
  }

  @Override
  public String fingerprint() {
    return String.format(
        Locale.ROOT,
        "samples=%d batch=%d shuffle=%s data=%016x",
        sampleCount(),
        batchSize,
        shuffled == null ? "none" : shuffled.seed(),
        dataset.fingerprint());
  }

  @Override
  public int lifetime() {
    return lifetime;
  }

  @Override
  public Batches recycle(int lifetime) {
    if (lifetime < 1) {
      throw new DataException("recycle: the lifetime must be at least 1, got %s", lifetime);
    }
    return new DatasetBatches(dataset, shuffled, batchSize, lifetime);
  }

  @Override
  public Iterator<Batch> epoch(long epoch, int firstBatch) {
    BatchRange.require(epoch, firstBatch, batchCount());
    return new Epoch(shuffled == null ? dataset.everything() : shuffled.order(epoch), firstBatch);
  }

  private final class Epoch implements Iterator<Batch> {
    private final int[] order;
    private final Gathering gathering = new Gathering(dataset, lifetime);
    private int next;

    Epoch(int[] order, int firstBatch) {
      this.order = order;
      this.next = (int) Math.min((long) firstBatch * batchSize, order.length);
    }

    @Override
    public boolean hasNext() {
      return next < order.length;
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the epoch has no more batches");
      }
      int end = (int) Math.min((long) next + batchSize, order.length);
      var indices = Arrays.copyOfRange(order, next, end);
      next = end;
      return gathering.gather(indices);
    }
  }
}
