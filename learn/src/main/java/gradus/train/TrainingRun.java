package gradus.train;

import gradus.data.Batches;
import gradus.nn.Model;
import gradus.tensor.StateException;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A training in progress, as its callbacks see it.
public interface TrainingRun {
  /// The one model that is trained. On the thread that trains it is always up to date; others see
  /// the weights of the last epoch's end.
  ///
  /// @throws IllegalStateException where several models are trained
  default Model model() {
    if (models().size() != 1) {
      throw new StateException(
          "training: the models %s are trained, and not one; take one from models()",
          models().keySet());
    }
    return models().values().iterator().next();
  }

  /// The models that are trained, by name.
  Map<String, Model> models();

  /// The data that it is trained on.
  Batches data();

  /// The number of epochs that training was asked for.
  int epochs();

  /// The epoch in progress, or the last one, counted from 1.
  int epoch();

  /// The batches of the epoch in progress that steps have been taken on.
  int batch();

  /// The optimizer steps taken so far, over all epochs.
  long step();

  /// The learning rate of the last step.
  double learningRate();

  /// What was measured so far.
  History history();

  /// The measurements that each epoch will have, by their names in the [History], each with what is
  /// better of it; empty where nothing says.
  Map<String, Optional<Aim>> measurements();

  /// Asks training to stop: at the end of the epoch when called there, else after the current
  /// batch.
  ///
  /// @param reason why, for whoever looks at the result
  void stop(String reason);

  /// Why training was stopped before its last epoch, if it was.
  Optional<String> stopped();

  /// A copy of everything that training changes, by name: parameters, buffers and the optimizer's
  /// slots.
  Map<String, Tensor> tensors();

  /// Gives the one model these weights for the rest of the training, as early stopping does with
  /// the best ones.
  void restoreWeights(Map<String, Tensor> weights);

  /// Writes a checkpoint from which [Trainer#resume] goes on, bit for bit.
  void save(Path checkpoint);
}
