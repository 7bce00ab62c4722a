package gradus.course.digits;

import gradus.tensor.Tensor;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/// What the weights of a network were in the course of a training.
final class WeightPath implements Callback {
  private static final int STATES = 40;

  private final int every;
  private final ObjIntConsumer<Map<String, Tensor>> watching;
  private final List<Map<String, Tensor>> weights = new ArrayList<>();

  /// @param steps how many steps the training will have, of which some forty are kept
  /// @param watching is told the weights after each epoch
  WeightPath(int steps, ObjIntConsumer<Map<String, Tensor>> watching) {
    every = (steps + STATES - 1) / STATES;
    this.watching = watching;
  }

  /// The weights, from those at the beginning to those in the end.
  List<Map<String, Tensor>> weights() {
    return weights;
  }

  @Override
  public void onStart(TrainingRun run) {
    weights.add(run.model().weights());
  }

  @Override
  public void onBatch(TrainingRun run, int batch, double loss) {
    if (run.step() % every == 0) {
      weights.add(run.model().weights());
    }
  }

  @Override
  public void onEpoch(TrainingRun run, History.Epoch epoch) {
    watching.accept(run.model().weights(), epoch.number());
  }

  @Override
  public void onEnd(TrainingRun run) {
    if (run.step() % every != 0) {
      weights.add(run.model().weights());
    }
  }
}
