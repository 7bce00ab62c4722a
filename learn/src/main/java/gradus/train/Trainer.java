package gradus.train;

import gradus.data.Batches;
import gradus.loss.Loss;
import gradus.loss.Penalty;
import gradus.nn.Model;
import gradus.optim.GradientClip;
import gradus.optim.Optimizer;
import gradus.optim.ParameterGroups;
import gradus.optim.Schedule;
import gradus.tensor.ArgumentException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
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
  /// What a trainer consists of.
  ///
  /// @param together how many batches each step is on
  /// @param checkpoint what to go on from; null for a beginning
  record Settings(
      List<Learner.Spec> learners,
      List<Metric> metrics,
      List<Callback> callbacks,
      long seed,
      boolean prefetch,
      int together,
      @Nullable Path checkpoint) {
    Settings withLearners(UnaryOperator<Learner.Spec> change) {
      List<Learner.Spec> changed = learners.stream().map(change).toList();
      return new Settings(changed, metrics, callbacks, seed, prefetch, together, checkpoint);
    }

    /// The same learners at other rates, watched by one callback and judged by nothing else.
    Settings trying(Schedule schedule, Callback callback) {
      Settings tried = withLearners(learner -> learner.withSchedule(schedule));
      return new Settings(
          tried.learners, List.of(), List.of(callback), seed, prefetch, together, null);
    }

    /// The name of a learner's measurement: the measurement's own where there is one learner, else
    /// with the learner's before it, as in `criticLoss`.
    String name(int learner, String measurement) {
      return learners.size() == 1
          ? measurement
          : learners.get(learner).name() + capitalised(measurement);
    }

    static String capitalised(String name) {
      return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
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
    Objective objective = Objective.supervised(model, loss);
    return of(Learner.Spec.of(Map.of("model", model), objective, groups));
  }

  /// A trainer of learners that take turns: each batch is a step of the first, then of the second,
  /// and so on, as the two networks of an adversarial training do.
  ///
  /// Where there are several, their measurements are called by the names of their models, as in
  /// `criticLoss`.
  ///
  /// @throws IllegalArgumentException where there is none, a name or a model occurs twice, or a
  ///   parameter is in no group or in several
  public static Trainer of(Learner.Spec... learners) {
    if (learners.length == 0) {
      throw new ArgumentException("training: needs at least one learner");
    }
    Set<String> names = new HashSet<>();
    Set<Model> models = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Learner.Spec learner : learners) {
      learner
          .models()
          .forEach((name, model) -> {
            if (!names.add(name) || !models.add(model)) {
              throw new ArgumentException(
                  "training: the model %s is in two learners; give each learner models and names of its own",
                  name);
            }
          });
      var _ = new StepFunctions(learner, learners.length > 1, false);
    }
    long seed = learners[0].models().values().iterator().next().seed().value();
    return new Trainer(new Settings(List.of(learners), List.of(), List.of(), seed, true, 1, null));
  }

  private Trainer withLearners(UnaryOperator<Learner.Spec> change) {
    return new Trainer(settings.withLearners(change));
  }

  /// The same with metrics, computed on training and validation data by the predictions of the
  /// first learner.
  public Trainer metrics(Metric... metrics) {
    Settings s = settings;
    return new Trainer(
        new Settings(
            s.learners,
            List.of(metrics),
            s.callbacks,
            s.seed,
            s.prefetch,
            s.together,
            s.checkpoint));
  }

  /// The same with callbacks, called in this order.
  public Trainer callbacks(Callback... callbacks) {
    Settings s = settings;
    return new Trainer(
        new Settings(
            s.learners,
            s.metrics,
            List.of(callbacks),
            s.seed,
            s.prefetch,
            s.together,
            s.checkpoint));
  }

  /// The same with a learning-rate schedule, which each group's own rate enters as its base.
  public Trainer schedule(Schedule schedule) {
    return withLearners(learner -> learner.withSchedule(schedule));
  }

  /// The same with a penalty on the parameters, added to the loss.
  public Trainer penalty(Penalty penalty) {
    return withLearners(learner -> learner.withPenalty(penalty));
  }

  /// The same with gradients that are kept from being too large.
  public Trainer clip(GradientClip clip) {
    return withLearners(learner -> learner.withClip(clip));
  }

  /// The same with steps on several batches together, where one batch as large as they are would
  /// not fit the memory: their gradients are joined before the parameters move ([Gradient#join]),
  /// each weighted by what its loss divided by, so that ignored labels and weights count as in one
  /// batch.
  ///
  /// The last step of an epoch is on the batches that are left. Schedules and callbacks count
  /// steps: [Callback#onBatch] is called after each, with its last batch and its loss. Batch
  /// normalisation still sees each batch by itself, and its running statistics move once a step, to
  /// the mean of what the batches say.
  ///
  /// @throws ArgumentException where it is less than 1
  public Trainer accumulating(int batches) {
    if (batches < 1) {
      throw new ArgumentException(
          "training: a step is on at least one batch, got %d to accumulate", batches);
    }
    Settings s = settings;
    return new Trainer(
        new Settings(
            s.learners, s.metrics, s.callbacks, s.seed, s.prefetch, batches, s.checkpoint));
  }

  /// The same with another seed of what is random in training, such as dropout; without one it is
  /// the first model's.
  public Trainer seed(long seed) {
    Settings s = settings;
    return new Trainer(
        new Settings(
            s.learners, s.metrics, s.callbacks, seed, s.prefetch, s.together, s.checkpoint));
  }

  /// The same with batches prepared on the training thread rather than ahead on one of their own.
  public Trainer withoutPrefetch() {
    Settings s = settings;
    return new Trainer(
        new Settings(s.learners, s.metrics, s.callbacks, s.seed, false, s.together, s.checkpoint));
  }

  /// The same, going on from a checkpoint that a [TrainingRun] saved.
  public Trainer resume(Path checkpoint) {
    Settings s = settings;
    return new Trainer(
        new Settings(
            s.learners, s.metrics, s.callbacks, s.seed, s.prefetch, s.together, checkpoint));
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

  /// What losses the learning rates from 1e-6 to 10 give in 100 steps.
  ///
  /// ```java
  /// double rate = Trainer.of(model, loss, Adam.of(1e-3)).findLearningRate(train).suggestion();
  /// ```
  public LearningRateCurve findLearningRate(Batches train) {
    return findLearningRate(train, 1e-6, 10, 100);
  }

  /// What losses a range of learning rates gives: a short training in which the rate grows from
  /// step to step by a factor, until the loss is 4 times the first one. The models have the weights
  /// that they had, afterwards; the schedule, metrics and callbacks are left out.
  ///
  /// @param from the first step's rate
  /// @param to the last step's rate
  /// @param steps how many, at least 10
  public LearningRateCurve findLearningRate(Batches train, double from, double to, int steps) {
    return LearningRateCurve.of(settings, train, from, to, steps);
  }

  /// The loss and metrics of the models, as they are, on data.
  public Evaluation evaluate(Batches data) {
    return Evaluation.of(settings, data);
  }
}
