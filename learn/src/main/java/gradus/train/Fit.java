package gradus.train;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.nn.Model;
import gradus.tensor.ArgumentException;
import gradus.tensor.Message;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Threads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One call of [Trainer#fit]: the loop over epochs and batches.
final class Fit implements TrainingRun {
  private final Trainer.Settings settings;
  private final Batches data;
  private final @Nullable Batches validation;
  private final int epochs;
  private final Map<Learner, FixedValues> fixed = new HashMap<>();
  private List<Learner> learners = List.of();
  private History history = History.empty();
  private Progress progress;
  private List<Metric.Accumulator> counts = List.of();
  private @Nullable String stopped;

  Fit(Trainer.Settings settings, Batches data, @Nullable Batches validation, int epochs) {
    if (epochs < 0) {
      throw new ArgumentException("training: epochs must be at least 0, got %s", epochs);
    }
    this.settings = settings;
    this.data = data;
    this.validation = validation;
    this.epochs = epochs;
    progress = Progress.start(0, 0, settings.learners().size());
    if (validation != null) {
      data.requireSameKind(validation);
    }
    settings
        .learners()
        .forEach(learner -> {
          if (learner.objective() instanceof Supervised(Model model, _)) {
            requireOutputForEachClass(model);
          }
        });
  }

  private void requireOutputForEachClass(Model model) {
    Shape output = model.output().shape();
    // One output may stand for two classes, and longer outputs than a vector for anything.
    if (output.rank() == 1 && output.size(0) > 1 && output.size(0) < data.classCount()) {
      throw new ShapeException(
          "training: the data has %d classes, but the model has %d outputs; make its last layer dense(%d)",
          data.classCount(), output.size(0), data.classCount());
    }
  }

  History run() {
    var started = new ArrayList<Learner>();
    try {
      for (Learner.Spec spec : settings.learners()) {
        started.add(start(spec, started.size()));
      }
      learners = List.copyOf(started);
      return train();
    } finally {
      // What is not stored by now belongs to a training that failed.
      started.forEach(Learner::release);
    }
  }

  /// The first learner's random numbers follow from the seed itself, those of others from keys of
  /// their own.
  private Learner start(Learner.Spec spec, int place) {
    RandomKey seed = RandomKey.of(settings.seed());
    boolean named = settings.learners().size() > 1 || spec.models().size() > 1;
    boolean predicts = place == 0 && !settings.metrics().isEmpty();
    return new Learner(spec, place == 0 ? seed : seed.fold(place), named, predicts);
  }

  private History train() {
    startCounts();
    Path checkpoint = settings.checkpoint();
    if (checkpoint != null) {
      Checkpoint.read(checkpoint).resume(this);
    }
    settings.callbacks().forEach(callback -> callback.onStart(this));
    // With one thread to work with, a second one to prepare batches would be one too many.
    boolean ahead = settings.prefetch() && Threads.count() > 1;
    Batches recycled = data.recycle(settings.together());
    Batches batches = ahead ? recycled.prefetch() : recycled;
    while (progress.epoch() < epochs && stopped == null) {
      if (epoch(batches)) {
        endEpoch();
      }
    }
    publish();
    settings.callbacks().forEach(callback -> callback.onEnd(this));
    return history;
  }

  private void startCounts() {
    Objective first = settings.learners().getFirst().objective();
    counts = Supervised.counting(settings.metrics(), first).stream().map(Metric::start).toList();
  }

  private void publish() {
    learners.forEach(Learner::publish);
  }

  /// Trains on the rest of the epoch; false where it was stopped before its end.
  private boolean epoch(Batches batches) {
    Iterator<Batch> iterator = batches.epoch(progress.epoch(), progress.batch());
    while (stopped == null && iterator.hasNext()) {
      long start = System.nanoTime();
      List<Batch> together = next(iterator);
      var turns = new ArrayList<Turn>();
      for (Learner learner : learners) {
        turns.add(turn(learner, together));
      }
      if (!counts.isEmpty()) {
        count(turns.getFirst().predictions(), together);
      }
      progress = progress.after(turns, together, System.nanoTime() - start);
      for (Callback callback : settings.callbacks()) {
        callback.onBatch(this, progress.batch(), turns.getFirst().step().loss());
      }
    }
    return !iterator.hasNext();
  }

  private List<Batch> next(Iterator<Batch> iterator) {
    var together = new ArrayList<Batch>();
    while (together.size() < settings.together() && iterator.hasNext()) {
      together.add(iterator.next());
    }
    return together;
  }

  private void count(List<Optional<Tensor>> predictions, List<Batch> together) {
    for (int i = 0; i < together.size(); i++) {
      Tensor prediction = Evaluation.predicted(predictions.get(i).orElse(null));
      Tensor target = together.get(i).target();
      counts.forEach(count -> count.add(prediction, target));
    }
  }

  private Turn turn(Learner learner, List<Batch> together) {
    Turn turn = Turn.of(learner, together);
    if (!turn.step().isFinite()) {
      int bad = Turn.firstNotFinite(learner, together);
      Message cause = learner.diagnose(together.get(bad), bad);
      publish();
      throw new NonFiniteLossException(
          turn.step(), progress.epoch() + 1, progress.batch() + bad + 1, cause);
    }
    return turn;
  }

  /// Looks at the state once an epoch: an update may overflow though its gradient did not.
  private void requireFinite() {
    for (Learner learner : learners) {
      String bad = learner.programs().notFinite();
      if (bad != null) {
        throw new NonFiniteLossException(bad, progress.epoch() + 1);
      }
    }
  }

  private void endEpoch() {
    requireFinite();
    publish();
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < learners.size(); i++) {
      values.put(settings.name(i, "loss"), progress.losses().get(i).value(progress.batch()));
      if (settings.learners().get(i).penalty() != null) {
        double penalty = progress.penalties().get(i).value(progress.batch());
        values.put(settings.name(i, "penalty"), penalty);
      }
    }
    for (int i = 0; i < counts.size(); i++) {
      values.put(settings.metrics().get(i).name(), counts.get(i).value());
    }
    if (validation != null) {
      Evaluation.of(settings, validation)
          .values()
          .forEach((name, value) -> values.put(validationName(name), value));
    }
    for (int i = 0; i < learners.size(); i++) {
      values.put(settings.name(i, "learningRate"), learners.get(i).learningRate());
      learners.get(i).nextEpoch();
    }
    var epoch = new History.Epoch(progress.epoch() + 1, values, progress.nanos() * 1e-9);
    history = history.plus(epoch);
    progress = progress.nextEpoch();
    startCounts();
    settings.callbacks().forEach(callback -> callback.onEpoch(this, epoch));
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

  List<Learner> learners() {
    return learners;
  }

  /// What a learner reads and nobody moves, found once: it stays as it is, and may be large.
  FixedValues fixed(Learner learner) {
    return fixed.computeIfAbsent(learner, one -> FixedValues.of(one, learners));
  }

  /// Goes on from what a checkpoint kept.
  ///
  /// @throws CheckpointException where it does not fit; nothing has been changed then
  void restore(Map<String, Tensor> tensors, CheckpointProgress kept) {
    List<Metric.Accumulator> restored = restored(kept.counts());
    for (Learner learner : learners) {
      var own = new LinkedHashMap<String, Tensor>();
      for (String name : learner.names()) {
        Tensor tensor = tensors.get(name);
        if (tensor != null) {
          own.put(name, tensor);
        }
      }
      learner.restore(own, kept.progress().step(), kept.progress().epoch());
    }
    history = kept.history();
    progress = kept.progress();
    counts = restored;
  }

  private List<Metric.Accumulator> restored(List<double[]> states) {
    if (states.size() != counts.size()) {
      throw new CheckpointException(
          "checkpoint: it was written with %d metrics, but this training has %d",
          states.size(), counts.size());
    }
    startCounts();
    for (int i = 0; i < counts.size(); i++) {
      try {
        counts.get(i).restore(states.get(i));
      } catch (IllegalArgumentException
          | IndexOutOfBoundsException
          | NegativeArraySizeException e) {
        throw new CheckpointException(
            "checkpoint: what it kept of the metric %s is damaged: %s; resume from a copy, or start a new training",
            settings.metrics().get(i).name(), Message.of(e));
      }
    }
    return counts;
  }

  // What callbacks see

  @Override
  public Map<String, Model> models() {
    var models = new LinkedHashMap<String, Model>();
    settings.learners().forEach(learner -> models.putAll(learner.models()));
    return Collections.unmodifiableMap(models);
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
  public int batch() {
    return progress.batch();
  }

  @Override
  public long step() {
    return progress.step();
  }

  @Override
  public double learningRate() {
    return learners.isEmpty() ? 0 : learners.getFirst().learningRate();
  }

  @Override
  public Map<String, Optional<Aim>> measurements() {
    var own = new LinkedHashMap<String, Optional<Aim>>();
    var judged = new LinkedHashMap<String, Optional<Aim>>();
    for (int i = 0; i < settings.learners().size(); i++) {
      String loss = settings.name(i, "loss");
      own.put(loss, Optional.of(Aim.SMALLER));
      judged.put(loss, Optional.of(Aim.SMALLER));
      if (settings.learners().get(i).penalty() != null) {
        own.put(settings.name(i, "penalty"), Optional.of(Aim.SMALLER));
      }
    }
    for (Metric metric : settings.metrics()) {
      own.put(metric.name(), metric.aim());
      judged.put(metric.name(), metric.aim());
    }
    if (validation != null) {
      judged.forEach((name, aim) -> own.put(validationName(name), aim));
    }
    for (int i = 0; i < settings.learners().size(); i++) {
      own.put(settings.name(i, "learningRate"), Optional.of(Aim.LARGER));
    }
    return Collections.unmodifiableMap(own);
  }

  private static String validationName(String name) {
    return "val" + Trainer.Settings.capitalised(name);
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
    var tensors = new LinkedHashMap<String, Tensor>();
    learners.forEach(learner -> tensors.putAll(learner.tensors()));
    return tensors;
  }

  @Override
  public void restoreWeights(Map<String, Tensor> weights) {
    publish();
    model().load(weights);
    learners.getFirst().adopt();
  }

  @Override
  public void save(Path checkpoint) {
    Checkpoint.of(this).write(checkpoint);
  }
}
