package gradus.data;

import gradus.tensor.Shape;
import java.util.Iterator;
import java.util.function.UnaryOperator;

/// Batches that a function changes one by one.
record MappedBatches(Batches source, UnaryOperator<Batch> function) implements Batches {
  @Override
  public int sampleCount() {
    return source.sampleCount();
  }

  @Override
  public int batchSize() {
    return source.batchSize();
  }

  @Override
  public int batchCount() {
    return source.batchCount();
  }

  @Override
  public Shape inputShape() {
    return source.inputShape();
  }

  @Override
  public int classCount() {
    return source.classCount();
  }

  @Override
  public String fingerprint() {
    return source.fingerprint();
  }

  @Override
  public int lifetime() {
    return source.lifetime();
  }

  @Override
  public Batches recycle(int lifetime) {
    return new MappedBatches(source.recycle(lifetime), function);
  }

  @Override
  public Iterator<Batch> epoch(long epoch, int firstBatch) {
    var batches = source.epoch(epoch, firstBatch);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return batches.hasNext();
      }

      @Override
      public Batch next() {
        return function.apply(batches.next());
      }
    };
  }
}
