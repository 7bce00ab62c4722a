package gradus.train;

import gradus.data.Batches;
import gradus.loss.Loss;
import gradus.loss.Penalty;
import gradus.nn.Model;
import gradus.optim.GradientClip;
import gradus.optim.Optimizer;
import gradus.optim.ParameterGroups;
import gradus.optim.Schedule;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How a model is trained: a loss to make small, an optimizer, and what else belongs to it.
///
/// A trainer is a value: its methods give changed copies. Training is a function of the model's
/// weights, the data, the settings and the seed: it gives the same bits at any number of threads,
/// and when it was interrupted and resumed.
///
/// ```java
/// History history = Trainer.of(model, Losses::crossEntropy, Adam.of(1e-3))
///     .metrics(accuracy())
///     .callbacks(earlyStopping(2), checkpoint(Path.of("digits.checkpoint")))
///     .fit(train.shuffle(42).batch(64), validation.batch(256), 5);
/// ```
public final class Trainer {
  /// What a trainer consists of; never changed once a trainer has it.
  static final class Settings {
    final Model model;
    final Loss loss;
    final ParameterGroups groups;
    List<Metric> metrics = List.of();
    List<Callback> callbacks = List.of();
    Schedule schedule = Schedule.constant();
    @Nullable Penalty penalty;
    @Nullable GradientClip clip;
    long seed;
    boolean prefetch = true;
    @Nullable Path checkpoint;

    Settings(Model model, Loss loss, ParameterGroups groups) {
      this.model = model;
      this.loss = loss;
      this.groups = groups;
      seed = model.seed().value();
    }

    Settings copy() {
      var copy = new Settings(model, loss, groups);
      copy.metrics = metrics;
      copy.callbacks = callbacks;
      copy.schedule = schedule;
      copy.penalty = penalty;
      copy.clip = clip;
      copy.seed = seed;
      copy.prefetch = prefetch;
      copy.checkpoint = checkpoint;
      return copy;
    }
  }

  private final Settings settings;

  private Trainer(Settings settings) {
    this.settings = settings;
  }

  /// A trainer with one optimizer for all parameters.
  public static Trainer of(Model model, Loss loss, Optimizer optimizer) {
    return of(model, loss, ParameterGroups.all(optimizer));
  }

  /// A trainer with an optimizer for each group of parameters.
  ///
  /// @throws IllegalArgumentException where a parameter is in no group or in several
  public static Trainer of(Model model, Loss loss, ParameterGroups groups) {
    groups.resolve(List.copyOf(model.parameters().keySet()));
    return new Trainer(new Settings(model, loss, groups));
  }

  private Trainer with(Consumer<Settings> change) {
    Settings changed = settings.copy();
    change.accept(changed);
    return new Trainer(changed);
  }

  /// The same with metrics, computed on training and validation data.
  public Trainer metrics(Metric... metrics) {
    return with(s -> s.metrics = List.of(metrics));
  }

  /// The same with callbacks, called in this order.
  public Trainer callbacks(Callback... callbacks) {
    return with(s -> s.callbacks = List.of(callbacks));
  }

  /// The same with a learning-rate schedule, which each group's own rate enters as its base.
  public Trainer schedule(Schedule schedule) {
    return with(s -> s.schedule = schedule);
  }

  /// The same with a penalty on the parameters, added to the loss.
  public Trainer penalty(Penalty penalty) {
    return with(s -> s.penalty = penalty);
  }

  /// The same with gradients that are kept from being too large.
  public Trainer clip(GradientClip clip) {
    return with(s -> s.clip = clip);
  }

  /// The same with another seed of what is random in training, such as dropout; without one it is
  /// the model's.
  public Trainer seed(long seed) {
    return with(s -> s.seed = seed);
  }

  /// The same with batches prepared on the training thread rather than ahead on one of their own.
  public Trainer withoutPrefetch() {
    return with(s -> s.prefetch = false);
  }

  /// The same, going on from a checkpoint that a [TrainingRun] saved.
  public Trainer resume(Path checkpoint) {
    return with(s -> s.checkpoint = checkpoint);
  }

  /// Trains for a number of epochs, counted from the very first, resumed or not.
  ///
  /// @throws NonFiniteLossException where the loss stops being a number
  /// @throws CheckpointException where a checkpoint to resume from was written for another training
  /// @throws gradus.nn.ModelInUseException where the model is being trained already
  public History fit(Batches train, int epochs) {
    return new Fit(settings, train, null, epochs).run();
  }

  /// Trains for a number of epochs and judges the model on validation data after each.
  public History fit(Batches train, Batches validation, int epochs) {
    return new Fit(settings, train, validation, epochs).run();
  }

  /// The loss and metrics of the model, as it is, on data.
  public Evaluation evaluate(Batches data) {
    return Evaluation.of(settings.model, settings.loss, settings.metrics, data);
  }
}
