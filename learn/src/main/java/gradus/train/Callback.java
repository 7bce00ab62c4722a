package gradus.train;

import gradus.io.JsonValue;
import gradus.tensor.Tensor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is told of each event of a training, and may stop it.
public interface Callback {
  /// Before the first epoch, or the first after a resumption.
  default void onStart(TrainingRun run) {}

  /// After each step: after each batch, or where steps are on several together
  /// ([Trainer#accumulating]) after the last of these.
  ///
  /// @param batch the batch within the epoch, counted from 1
  /// @param loss the loss of what the step was on
  default void onBatch(TrainingRun run, int batch, double loss) {}

  /// After each epoch and its validation; the model has the epoch's weights.
  default void onEpoch(TrainingRun run, History.Epoch epoch) {}

  /// After the last epoch, or after training was stopped. Not called when training fails.
  default void onEnd(TrainingRun run) {}

  /// The name under which [#memory] is kept in checkpoints.
  default String name() {
    return getClass().getSimpleName();
  }

  /// What a checkpoint must keep of this callback; null for nothing.
  default @Nullable Memory memory() {
    return null;
  }

  /// Goes on from what [#memory] gave. Called before [#onStart].
  default void restore(Memory memory) {}

  /// Goes on from what [#memory] gave, where it belongs to a training: for callbacks that keep
  /// something of the model.
  ///
  /// @throws CheckpointException where it does not; the callback gets its former memory back then
  default void restore(Memory memory, TrainingRun run) {
    restore(memory);
  }

  /// What a callback remembers.
  ///
  /// @param values whatever JSON holds
  /// @param tensors tensors by name
  record Memory(JsonValue values, Map<String, Tensor> tensors) {}
}
