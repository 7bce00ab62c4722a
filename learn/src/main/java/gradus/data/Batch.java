package gradus.data;

import gradus.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/// Some samples, side by side, as models take them.
///
/// Most batches have one input and one target. A model of several inputs needs as many, and an
/// [Objective][gradus.train.Objective] may do with no target, or, where everything is drawn at
/// random, with no input either.
///
/// @param inputs the samples, each `[n, ...]`
/// @param targets what models should answer, each `[n]` class labels or `[n, ...]` values
/// @param indices the samples' places in the data set that was batched; not to be changed
public record Batch(List<Tensor> inputs, List<Tensor> targets, int[] indices) {
  /// Copies the lists.
  public Batch {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
  }

  /// A batch of one input and one target.
  public Batch(Tensor input, Tensor target, int[] indices) {
    this(List.of(input), List.of(target), indices);
  }

  /// A batch of samples that are in no data set, numbered from 0.
  ///
  /// @param inputs at least one, each `[n, ...]`
  /// @param targets each `[n, ...]`
  /// @throws DataException where the numbers of samples differ, or there is no input
  public static Batch of(List<Tensor> inputs, List<Tensor> targets) {
    if (inputs.isEmpty()) {
      throw new DataException("batch: needs an input to count its samples by");
    }
    int size = samples(inputs.getFirst());
    for (Tensor tensor :
        IntStream.range(0, inputs.size() + targets.size())
            .mapToObj(i -> i < inputs.size() ? inputs.get(i) : targets.get(i - inputs.size()))
            .toList()) {
      if (samples(tensor) != size) {
        throw new DataException(
            "batch: the first input has %d samples, but another tensor is %s; give each %d rows",
            size, tensor.signature(), size);
      }
    }
    return new Batch(inputs, targets, IntStream.range(0, size).toArray());
  }

  private static int samples(Tensor tensor) {
    if (tensor.shape().rank() == 0) {
      throw new DataException("batch: a single number has no axis of samples; reshape it to [1]");
    }
    return tensor.size(0);
  }

  /// The one input.
  ///
  /// @throws DataException where there are several, or none
  public Tensor input() {
    return only(inputs, "input");
  }

  /// The one target.
  ///
  /// @throws DataException where there are several, or none
  public Tensor target() {
    return only(targets, "target");
  }

  private static Tensor only(List<Tensor> tensors, String what) {
    if (tensors.size() != 1) {
      throw new DataException(
          "batch: it has %d %ss, and not one; take them from %ss()", tensors.size(), what, what);
    }
    return tensors.getFirst();
  }

  /// The number of samples.
  public int size() {
    return indices.length;
  }
}
