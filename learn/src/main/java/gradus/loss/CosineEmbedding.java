package gradus.loss;

import gradus.tensor.Tensor;
import gradus.tensor.TensorException;

/// The cosine embedding loss: see [Losses#cosineEmbedding].
final class CosineEmbedding {
  private static final String NAME = "cosineEmbedding";

  /// What keeps the length of a row of zeros from being divided by.
  private static final double LEAST_LENGTH = 1e-7;

  private CosineEmbedding() {}

  static Tensor of(Tensor a, Tensor b, Tensor y, double margin) {
    Losses.requirePair(NAME, a, b);
    if (!(margin >= -1 && margin <= 1)) {
      throw new TensorException("cosineEmbedding: margin must be from -1 to 1, got %s", margin);
    }
    Tensor cosine = a.times(b).sum(-1).dividedBy(length(a).times(length(b)));
    Losses.requirePair(NAME, cosine, y);
    Tensor apart = cosine.minus(margin).relu();
    return Tensor.where(y.greater(0), cosine.subtractedFrom(1), apart).mean();
  }

  private static Tensor length(Tensor rows) {
    return rows.norm(-1).maximum(LEAST_LENGTH);
  }
}
