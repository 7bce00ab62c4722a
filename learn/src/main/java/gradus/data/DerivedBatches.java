package gradus.data;

import gradus.tensor.Shape;
import java.util.List;

/// Batches that are made of others, and are like them in all that they do not say otherwise.
interface DerivedBatches extends Batches {
  /// What they are made of.
  Batches source();

  @Override
  default int sampleCount() {
    return source().sampleCount();
  }

  @Override
  default int batchSize() {
    return source().batchSize();
  }

  @Override
  default int batchCount() {
    return source().batchCount();
  }

  @Override
  default Shape inputShape() {
    return source().inputShape();
  }

  @Override
  default List<Shape> inputShapes() {
    return source().inputShapes();
  }

  @Override
  default int classCount() {
    return source().classCount();
  }

  @Override
  default long seed() {
    return source().seed();
  }

  @Override
  default String fingerprint() {
    return source().fingerprint();
  }

  @Override
  default int lifetime() {
    return source().lifetime();
  }
}
