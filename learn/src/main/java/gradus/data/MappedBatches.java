package gradus.data;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Batches that a function changes one by one.
final class MappedBatches implements DerivedBatches {
  private final Batches source;
  private final String name;
  private final BiFunction<Batch, RandomKey, Batch> function;
  private final RandomKey key;
  private volatile @Nullable List<Shape> inputShapes;

  MappedBatches(Batches source, String name, BiFunction<Batch, RandomKey, Batch> function) {
    if (name.isBlank()) {
      throw new DataException(
          "map: needs a name for what the function does, by which a training that is resumed"
              + " notices another one");
    }
    this.source = source;
    this.name = name;
    this.function = function;
    key = key(source.seed(), name);
  }

  /// The key of a seed and a name: two functions with one name would otherwise draw the same
  /// numbers as two with different names.
  static RandomKey key(long seed, String name) {
    var checksum = new CRC32C();
    checksum.update(name.getBytes(StandardCharsets.UTF_8));
    return RandomKey.of(seed).fold(checksum.getValue());
  }

  @Override
  public Batches source() {
    return source;
  }

  @Override
  public String fingerprint() {
    return source.fingerprint() + " map=" + name;
  }

  @Override
  public Shape inputShape() {
    List<Shape> shapes = inputShapes();
    return shapes.isEmpty() ? source.inputShape() : shapes.getFirst();
  }

  /// What the function makes of the first batch: only it knows.
  @Override
  public List<Shape> inputShapes() {
    List<Shape> known = inputShapes;
    if (known == null) {
      Iterator<Batch> first = epoch(0, 0);
      known = first.hasNext() ? shapes(first.next()) : source.inputShapes();
      inputShapes = known;
    }
    return known;
  }

  /// The shapes of the inputs of one sample.
  static List<Shape> shapes(Batch batch) {
    return batch.inputs().stream().map(input -> input.shape().remove(0)).toList();
  }

  @Override
  public Batches recycle(int lifetime) {
    return new MappedBatches(source.recycle(lifetime), name, function);
  }

  @Override
  public Iterator<Batch> epoch(long epoch, int firstBatch) {
    var batches = source.epoch(epoch, firstBatch);
    RandomKey epochKey = key.fold(epoch);
    return new Iterator<>() {
      private int next = firstBatch;

      @Override
      public boolean hasNext() {
        return batches.hasNext();
      }

      @Override
      public Batch next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the epoch has no more batches");
        }
        return function.apply(batches.next(), epochKey.fold(next++));
      }
    };
  }
}
