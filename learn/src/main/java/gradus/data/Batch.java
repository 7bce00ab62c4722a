package gradus.data;

import gradus.tensor.Tensor;

/// Some samples, side by side, as a model takes them.
///
/// @param input the samples, `[n, ...]`
/// @param target what the model should answer, `[n]` class labels or `[n, ...]` values
/// @param indices the samples' places in the data set that was batched; not to be changed
public record Batch(Tensor input, Tensor target, int[] indices) {
  /// The number of samples.
  public int size() {
    return indices.length;
  }
}
