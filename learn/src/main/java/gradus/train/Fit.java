package gradus.train;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.nn.Model;
import gradus.optim.Optimizer;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Threads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One call of [Trainer#fit]: the loop over epochs and batches.
final class Fit implements TrainingRun {
  private final Trainer.Settings settings;
  private final Batches data;
  private final @Nullable Batches validation;
  private final int epochs;
  private final TrainingStep step;
  private History history = History.empty();
  private Progress progress = Progress.START;
  private List<Metric.Accumulator> counts = List.of();
  private double learningRate;
  private @Nullable String stopped;

  /// How far training has come.
  ///
  /// @param epoch the epoch in progress, counted from 0
  /// @param batch the next batch within it
  /// @param step the optimizer steps taken
  /// @param lossSum the sum of the epoch's losses over its samples so far
  /// @param penaltySum likewise of penalties
  /// @param samples the epoch's samples so far
  /// @param nanos the time that the epoch's training took so far
  record Progress(
      int epoch, int batch, long step, double lossSum, double penaltySum, int samples, long nanos) {
    static final Progress START = new Progress(0, 0, 0, 0, 0, 0, 0);

    Progress after(TrainingStep.Result result, int size, long nanosMore) {
      return new Progress(
          epoch,
          batch + 1,
          step + 1,
          lossSum + result.loss() * size,
          penaltySum + result.penalty() * size,
          samples + size,
          nanos + nanosMore);
    }

    Progress nextEpoch() {
      return new Progress(epoch + 1, 0, step, 0, 0, 0, 0);
    }
  }

  Fit(Trainer.Settings settings, Batches data, @Nullable Batches validation, int epochs) {
    if (epochs < 0) {
      throw new IllegalArgumentException("training: epochs must be at least 0, got " + epochs);
    }
    this.settings = settings;
    this.data = data;
    this.validation = validation;
    this.epochs = epochs;
    if (validation != null) {
      data.requireSameKind(validation);
    }
    requireOutputForEachClass();
    step =
        new TrainingStep(
            settings.model,
            settings.loss,
            settings.penalty,
            settings.clip,
            settings.groups,
            !settings.metrics.isEmpty());
  }

  private void requireOutputForEachClass() {
    Shape output = settings.model.output().shape();
    // One output may stand for two classes, and longer outputs than a vector for anything.
    if (output.rank() == 1 && output.size(0) > 1 && output.size(0) < data.classCount()) {
      throw new ShapeException(
          "training: the data has %d classes, but the model has %d outputs; make its last layer dense(%d)"
              .formatted(data.classCount(), output.size(0), data.classCount()));
    }
  }

  History run() {
    try (var _ = settings.model.lockForTraining()) {
      startCounts();
      Path checkpoint = settings.checkpoint;
      if (checkpoint != null) {
        Checkpoint.read(checkpoint).resume(this);
      }
      settings.callbacks.forEach(callback -> callback.onStart(this));
      // With one thread to work with, a second one to prepare batches would be one too many.
      boolean ahead = settings.prefetch && Threads.count() > 1;
      Batches recycled = data.recycle(1);
      Batches batches = ahead ? recycled.prefetch() : recycled;
      while (progress.epoch() < epochs && stopped == null) {
        if (epoch(batches)) {
          endEpoch();
        }
      }
      step.publish();
      settings.callbacks.forEach(callback -> callback.onEnd(this));
      return history;
    }
  }

  private void startCounts() {
    counts = settings.metrics.stream().map(Metric::start).toList();
  }

  /// Trains on the rest of the epoch; false where it was stopped before its end.
  private boolean epoch(Batches batches) {
    Iterator<Batch> iterator = batches.epoch(progress.epoch(), progress.batch());
    while (stopped == null && iterator.hasNext()) {
      long start = System.nanoTime();
      Batch batch = iterator.next();
      RandomKey key = RandomKey.of(settings.seed).at(progress.step());
      TrainingStep.Result result = step.run(batch.input(), batch.target(), key, coefficients());
      if (!Double.isFinite(result.loss() + result.penalty())) {
        String cause = step.diagnose(batch.input(), batch.target(), key);
        step.publish();
        throw new NonFiniteLossException(
            result.loss() + result.penalty(), progress.epoch() + 1, progress.batch() + 1, cause);
      }
      Tensor prediction = result.prediction();
      if (prediction != null) {
        counts.forEach(count -> count.add(prediction, batch.target()));
      }
      progress = progress.after(result, batch.size(), System.nanoTime() - start);
      for (Callback callback : settings.callbacks) {
        callback.onBatch(this, progress.batch(), result.loss());
      }
    }
    return !iterator.hasNext();
  }

  private List<double[]> coefficients() {
    var all = new ArrayList<double[]>();
    List<Optimizer> optimizers = settings.groups.optimizers();
    for (int i = 0; i < optimizers.size(); i++) {
      Optimizer optimizer = optimizers.get(i);
      double rate =
          settings.schedule.rate(optimizer.learningRate(), progress.step(), progress.epoch());
      if (!(rate >= 0) || Double.isInfinite(rate)) {
        throw new IllegalArgumentException(
            "training: the schedule gave the learning rate %s at step %d, epoch %d"
                .formatted(rate, progress.step(), progress.epoch() + 1));
      }
      learningRate = i == 0 ? rate : learningRate;
      all.add(optimizer.coefficients(rate, progress.step() + 1));
    }
    return all;
  }

  private void endEpoch() {
    step.publish();
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("loss", progress.lossSum() / progress.samples());
    if (settings.penalty != null) {
      values.put("penalty", progress.penaltySum() / progress.samples());
    }
    for (int i = 0; i < counts.size(); i++) {
      values.put(settings.metrics.get(i).name(), counts.get(i).value());
    }
    if (validation != null) {
      Evaluation.of(settings.model, settings.loss, settings.metrics, validation)
          .values()
          .forEach((name, value) -> values.put(validationName(name), value));
    }
    values.put("learningRate", learningRate);
    var epoch = new History.Epoch(progress.epoch() + 1, values, progress.nanos() * 1e-9);
    history = history.plus(epoch);
    progress = progress.nextEpoch();
    startCounts();
    settings.callbacks.forEach(callback -> callback.onEpoch(this, epoch));
  }

  private static String validationName(String name) {
    return "val" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  // What checkpoints keep

  Trainer.Settings settings() {
    return settings;
  }

  Progress progress() {
    return progress;
  }

  List<double[]> countStates() {
    return counts.stream().map(Metric.Accumulator::state).toList();
  }

  /// Goes on from what a checkpoint kept.
  void restore(
      Map<String, Tensor> tensors, History history, Progress progress, List<double[]> states) {
    if (states.size() != counts.size()) {
      throw new CheckpointException(
          "checkpoint: it was written with %d metrics, but this training has %d"
              .formatted(states.size(), counts.size()));
    }
    step.restore(tensors);
    this.history = history;
    this.progress = progress;
    for (int i = 0; i < counts.size(); i++) {
      counts.get(i).restore(states.get(i));
    }
  }

  // What callbacks see

  @Override
  public Model model() {
    return settings.model;
  }

  @Override
  public Batches data() {
    return data;
  }

  @Override
  public int epochs() {
    return epochs;
  }

  @Override
  public int epoch() {
    return progress.batch() == 0 ? history.epochs().size() : progress.epoch() + 1;
  }

  @Override
  public long step() {
    return progress.step();
  }

  @Override
  public double learningRate() {
    return learningRate;
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public void stop(String reason) {
    stopped = reason;
  }

  @Override
  public Optional<String> stopped() {
    return Optional.ofNullable(stopped);
  }

  @Override
  public Map<String, Tensor> tensors() {
    return step.tensors();
  }

  @Override
  public void restoreWeights(Map<String, Tensor> weights) {
    settings.model.load(weights);
    step.adopt();
  }

  @Override
  public void save(Path checkpoint) {
    Checkpoint.of(this).write(checkpoint);
  }
}
