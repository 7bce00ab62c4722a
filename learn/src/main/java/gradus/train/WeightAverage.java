package gradus.train;

import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.nn.Model;
import gradus.tensor.ArgumentException;
import gradus.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/// An average of the weights that a training goes through, which often answers better than the last
/// ones.
///
/// - [#exponential]: after each batch `a = d a + (1 - d) w`, with `d = min(decay, (1 + t) / (10 +
///   t))` for batch `t`, so that the first ones do not weigh for long (Polyak and Juditsky,
///   "Acceleration of stochastic approximation by averaging", 1992; the warm-up as in TensorFlow).
/// - [#ofEpochs]: the mean of the weights at the end of each epoch from some epoch on (Izmailov et
///   al., "Averaging weights leads to wider optima and better generalization", 2018).
///
/// Running statistics are averaged as well. At the end the model gets the average, unless training
/// was stopped to be resumed; [#besideModel] leaves the model as it is, and [#weights] hands the
/// average out.
public final class WeightAverage implements Callback {
  private static final String FIRST = "";

  private final double decay;
  private final int firstEpoch;
  private final String model;
  private final boolean gives;
  private Map<String, Tensor> average = Map.of();
  private long count;

  private WeightAverage(double decay, int firstEpoch, String model, boolean gives) {
    this.decay = decay;
    this.firstEpoch = firstEpoch;
    this.model = model;
    this.gives = gives;
  }

  /// A moving average over batches.
  ///
  /// @param decay from 0 to below 1, such as 0.999: about `1 / (1 - decay)` batches count
  public static WeightAverage exponential(double decay) {
    if (!(decay >= 0 && decay < 1)) {
      throw new ArgumentException(
          "weightAverage: the decay must be at least 0 and below 1, got %s", decay);
    }
    return new WeightAverage(decay, 0, FIRST, true);
  }

  /// The mean over the ends of epochs.
  ///
  /// @param first the first epoch that counts, from 1
  public static WeightAverage ofEpochs(int first) {
    if (first < 1) {
      throw new ArgumentException("weightAverage: epochs are counted from 1, got %d", first);
    }
    return new WeightAverage(Double.NaN, first, FIRST, true);
  }

  /// The same of one of several models that are trained together, by its name; the model keeps its
  /// own weights, and [#weights] hands the average out.
  public WeightAverage ofModel(String name) {
    return new WeightAverage(decay, firstEpoch, name, false);
  }

  /// The same, but the model keeps its own weights at the end.
  public WeightAverage besideModel() {
    return new WeightAverage(decay, firstEpoch, model, false);
  }

  @Override
  public void onStart(TrainingRun run) {
    model(run);
    if (run.history().epochs().isEmpty() && run.step() == 0) {
      average = Map.of();
      count = 0;
    }
  }

  private Model model(TrainingRun run) {
    if (model.equals(FIRST)) {
      return run.model();
    }
    Model found = run.models().get(model);
    if (found == null) {
      throw new ArgumentException(
          "weightAverage: there is no model \"%s\"; there are %s", model, run.models().keySet());
    }
    return found;
  }

  @Override
  public void onBatch(TrainingRun run, int batch, double loss) {
    if (firstEpoch == 0) {
      count++;
      add(model(run).weights(), 1 - Math.min(decay, (1.0 + count) / (10.0 + count)));
    }
  }

  @Override
  public void onEpoch(TrainingRun run, History.Epoch epoch) {
    if (firstEpoch > 0 && run.epoch() >= firstEpoch) {
      count++;
      add(model(run).weights(), 1.0 / count);
    }
  }

  private void add(Map<String, Tensor> weights, double share) {
    Map<String, Tensor> next = new LinkedHashMap<>();
    weights.forEach((name, now) -> {
      Tensor before = average.get(name);
      if (before == null || !now.dtype().isFloating()) {
        next.put(name, now);
      } else {
        next.put(name, before.plus(now.minus(before).times(share)));
      }
    });
    average = next;
  }

  @Override
  public void onEnd(TrainingRun run) {
    if (gives && !average.isEmpty() && run.stopped().isEmpty()) {
      run.restoreWeights(average);
    }
  }

  /// The average so far, by the names of the model's weights; empty before the first.
  public Map<String, Tensor> weights() {
    return Map.copyOf(average);
  }

  @Override
  public String name() {
    return "WeightAverage" + (model.equals(FIRST) ? "" : "." + model);
  }

  @Override
  public Memory memory() {
    return new Memory(JsonValue.object().put("count", count).build(), average);
  }

  @Override
  public void restore(Memory memory) {
    JsonCursor counted = new JsonCursor(memory.values(), "weightAverage").member("count");
    if (counted.wholeNumber() < 0) {
      throw counted.expected("a number of at least 0");
    }
    count = counted.wholeNumber();
    average = memory.tensors();
  }

  /// @throws CheckpointException where the average is not of this model
  @Override
  public void restore(Memory memory, TrainingRun run) {
    restore(memory);
    if (!average.isEmpty()) {
      CheckpointException.requireSame(model(run).weights(), average);
    }
  }
}
