package gradus.course.digits;

import gradus.tensor.Tensor;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// What the weights of a network were in the course of a training.
final class WeightPath implements Callback {
  private static final int STATES = 40;

  private final int every;
  private final BiConsumer<Integer, History> watching;
  private final List<Map<String, Tensor>> weights = new ArrayList<>();

  /// @param steps how many steps the training will have, of which some forty are kept
  /// @param watching is told each epoch, and the measurements up to there
  WeightPath(int steps, BiConsumer<Integer, History> watching) {
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
    watching.accept(epoch.number(), run.history());
  }

  @Override
  public void onEnd(TrainingRun run) {
    if (run.step() % every != 0) {
      weights.add(run.model().weights());
    }
  }
}
