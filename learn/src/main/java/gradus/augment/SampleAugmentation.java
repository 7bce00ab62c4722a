package gradus.augment;

import gradus.data.Batch;
import gradus.data.DataException;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A random change of one sample, each by itself. Targets stay as they are.
///
/// Your own is a record with one method: from a sample's tensor and a key to a new tensor, of the
/// same shape for all samples of a batch.
public interface SampleAugmentation extends Augmentation {
  /// The changed sample.
  ///
  /// @param sample FLOAT32, without an axis for the batch: a picture `[height, width]` or
  ///   `[channels, height, width]`, a series `[time]` or `[time, channels]`
  Tensor apply(Tensor sample, RandomKey key);

  /// Changes every sample of the batch's one input, each with random numbers of its own.
  ///
  /// @throws DataException where the batch has several inputs, or none
  @Override
  default Batch apply(Batch batch, RandomKey key) {
    Tensor input = batch.input();
    if (batch.size() == 0) {
      return batch;
    }
    Shape shape = input.shape().remove(0);
    float[] values = input.toFloats();
    int size = shape.elements();
    List<Tensor> changed = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      float[] sample = Arrays.copyOfRange(values, i * size, (i + 1) * size);
      changed.add(apply(Tensor.of(shape, sample), key.fold(i)));
    }
    Tensor result = Tensor.stack(0, changed).cast(input.dtype());
    return new Batch(List.of(result), batch.targets(), batch.indices());
  }

  /// This change for each sample with a probability, and the sample as it is otherwise.
  ///
  /// @param probability from 0 to 1
  default SampleAugmentation sometimes(double probability) {
    return new Sometimes(this, probability);
  }
}
