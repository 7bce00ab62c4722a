package gradus.data;

import gradus.tensor.Shape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.LongFunction;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Batches of a stream that is opened anew for every epoch.
final class StreamedBatches<T> implements Batches {
  private final String name;
  private final int sampleCount;
  private final int batchSize;
  private final LongFunction<Stream<T>> epochs;
  private final Collector<? super T, ?, Dataset> collector;
  private volatile @Nullable Dataset first;

  StreamedBatches(
      String name,
      int sampleCount,
      int batchSize,
      LongFunction<Stream<T>> epochs,
      Collector<? super T, ?, Dataset> collector) {
    if (name.isBlank() || sampleCount < 1 || batchSize < 1) {
      throw new DataException(
          "streamed: needs a name, at least one sample and at least one in a batch, got \"%s\", %d"
              + " and %d",
          name, sampleCount, batchSize);
    }
    this.name = name;
    this.sampleCount = sampleCount;
    this.batchSize = batchSize;
    this.epochs = epochs;
    this.collector = collector;
  }

  /// The first sample, which tells the shapes and classes of all.
  private Dataset first() {
    Dataset known = first;
    if (known == null) {
      try (Stream<T> stream = epochs.apply(0)) {
        known = stream.limit(1).collect(collector);
      }
      first = known;
    }
    return known;
  }

  @Override
  public int sampleCount() {
    return sampleCount;
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  @Override
  public Shape inputShape() {
    return first().inputShape();
  }

  @Override
  public List<Shape> inputShapes() {
    return first().inputShapes();
  }

  @Override
  public int classCount() {
    return first().classCount();
  }

  @Override
  public String fingerprint() {
    return String.format(
        Locale.ROOT,
        "streamed=%s samples=%s batch=%s",
        name,
        Integer.toString(sampleCount),
        Integer.toString(batchSize));
  }

  @Override
  public Iterator<Batch> epoch(long epoch, int firstBatch) {
    BatchRange.require(epoch, firstBatch, batchCount());
    Stream<T> stream = epochs.apply(epoch);
    Iterator<T> samples = stream.skip((long) firstBatch * batchSize).iterator();
    if (firstBatch == batchCount()) {
      stream.close();
    }
    return new Iterator<>() {
      private int next = firstBatch * batchSize;

      @Override
      public boolean hasNext() {
        return next < sampleCount;
      }

      @Override
      public Batch next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the epoch has no more batches");
        }
        int size = Math.min(batchSize, sampleCount - next);
        List<T> taken = new ArrayList<>(size);
        while (taken.size() < size && samples.hasNext()) {
          taken.add(samples.next());
        }
        if (taken.size() < size) {
          stream.close();
          throw new DataException(
              "streamed: %s is said to have %d samples, but its stream ends after %d",
              name, sampleCount, next + taken.size());
        }
        Batch batch = batch(taken, next);
        next += size;
        if (!hasNext()) {
          stream.close();
        }
        return batch;
      }
    };
  }

  private Batch batch(List<T> samples, int from) {
    Dataset collected = samples.stream().collect(collector);
    int[] places = new int[samples.size()];
    int[] indices = new int[samples.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
      indices[i] = from + i;
    }
    Batch batch = collected.gather(places);
    return new Batch(batch.inputs(), batch.targets(), indices);
  }
}
