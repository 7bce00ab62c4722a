package gradus.train;

import gradus.data.Batch;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a learner did in its turn: one step, on a batch or on several together.
///
/// @param step the step, whose loss is that of all batches
/// @param predictions what the model answered to each batch, where anybody asks
record Turn(Learner.Step step, List<Optional<Tensor>> predictions) {
  /// Copies the list.
  Turn {
    predictions = List.copyOf(predictions);
  }

  /// Takes a step. Several batches are joined one by one, so that there are never more than two
  /// gradients in memory.
  static Turn of(Learner learner, List<Batch> together) {
    if (together.size() == 1) {
      Learner.Step step = learner.step(together.getFirst());
      return new Turn(step, List.of(Optional.ofNullable(step.prediction())));
    }
    var predictions = new ArrayList<Optional<Tensor>>();
    Gradient sum = null;
    for (int i = 0; i < together.size(); i++) {
      Gradient one = learner.gradient(together.get(i), i);
      predictions.add(Optional.ofNullable(one.prediction()));
      sum = sum == null ? one : sum.plus(one, i);
    }
    return new Turn(learner.update(java.util.Objects.requireNonNull(sum)), predictions);
  }

  /// The first batch whose loss or gradient is not finite; the last where only all together, or the
  /// penalty, are not.
  static int firstNotFinite(Learner learner, List<Batch> together) {
    int last = together.size() - 1;
    for (int i = 0; i < last; i++) {
      Gradient one = learner.gradient(together.get(i), i);
      if (!Double.isFinite(one.loss())
          || !one.parameters().values().stream().allMatch(NonFiniteCause::allFinite)) {
        return i;
      }
    }
    return last;
  }
}
