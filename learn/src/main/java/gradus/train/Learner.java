package gradus.train;

import gradus.data.Batch;
import gradus.loss.Penalty;
import gradus.nn.Cell;
import gradus.nn.Model;
import gradus.nn.TrainingLock;
import gradus.optim.GradientClip;
import gradus.optim.Optimizer;
import gradus.optim.ParameterGroups;
import gradus.optim.Schedule;
import gradus.tensor.ArgumentException;
import gradus.tensor.Message;
import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One or several models while they learn: parameters, what the optimizer remembers of them, and
/// buffers, which a step on a batch moves.
///
/// [Trainer] drives learners. A loop written by hand does so as well, with the same traced step:
///
/// ```java
/// try (Learner learner = Learner.of(model, Objective.supervised(model, loss), Adam.of(1e-3))) {
///   for (int epoch = 0; epoch < 10; epoch++) {
///     Iterator<Batch> batches = train.epoch(epoch);
///     while (batches.hasNext()) {
///       double loss = learner.step(batches.next()).loss();
///     }
///     learner.nextEpoch();
///   }
/// }
/// ```
///
/// A step has two halves. [#gradient] finds how a batch would have the parameters moved, and
/// [#update] moves them; between the two, gradients of several batches, or of several machines, can
/// be joined ([Gradient#join]). [#step] is both at once, traced as one program.
///
/// The parameters are in arrays of the learner's own until they are stored in the models. Whoever
/// reads a model on the thread that trains always finds it up to date; other threads find what was
/// stored at the last [#publish].
///
/// A learner holds the right to train its models until it is closed. It is for one thread.
public final class Learner implements AutoCloseable {

  /// What a learner is to be: which models move, by which objective and which rule.
  ///
  /// @param models the models whose parameters move, by name. A learner of one model calls its
  ///   parameters as the model does, one of several puts the model's name before: `critic/0.weight`
  /// @param groups which optimizer moves which parameters
  /// @param schedule how the learning rates change
  /// @param penalty of the parameters, added to the loss; null for none
  /// @param clip keeps gradients from being too large; null for none
  public record Spec(
      Map<String, Model> models,
      Objective objective,
      ParameterGroups groups,
      Schedule schedule,
      @Nullable Penalty penalty,
      @Nullable GradientClip clip) {
    /// Copies the models, in the order of their names.
    ///
    /// @throws IllegalArgumentException where there is no model, or a name is empty or has a slash
    public Spec {
      models = java.util.Collections.unmodifiableMap(new TreeMap<>(models));
      if (models.isEmpty()) {
        throw new ArgumentException("learner: needs at least one model to train");
      }
      models
          .keySet()
          .forEach(name -> {
            if (name.isBlank() || name.contains("/")) {
              throw new ArgumentException(
                  "learner: the model's name \"%s\" must not be empty or have a slash", name);
            }
          });
    }

    /// One optimizer for all parameters of one model, at a constant rate.
    public static Spec of(Model model, Objective objective, Optimizer optimizer) {
      return of("model", model, objective, optimizer);
    }

    /// One optimizer for all parameters of one model that has a name, at a constant rate.
    public static Spec of(String name, Model model, Objective objective, Optimizer optimizer) {
      return of(Map.of(name, model), objective, ParameterGroups.all(optimizer));
    }

    /// An optimizer for each group of the parameters of several models, at constant rates.
    public static Spec of(Map<String, Model> models, Objective objective, ParameterGroups groups) {
      return new Spec(models, objective, groups, Schedule.constant(), null, null);
    }

    /// The same with a learning-rate schedule, which each group's own rate enters as its base.
    public Spec withSchedule(Schedule schedule) {
      return new Spec(models, objective, groups, schedule, penalty, clip);
    }

    /// The same with a penalty on the parameters, added to the loss.
    public Spec withPenalty(Penalty penalty) {
      return new Spec(models, objective, groups, schedule, penalty, clip);
    }

    /// The same with gradients that are kept from being too large.
    public Spec withClip(GradientClip clip) {
      return new Spec(models, objective, groups, schedule, penalty, clip);
    }

    /// The names of its models: what its measurements are called by beside those of others.
    String name() {
      return String.join("And", models.keySet());
    }
  }

  /// What a step found before it moved the parameters.
  ///
  /// @param loss the loss of the batch, without penalty
  /// @param penalty the penalty of the parameters, 0 where there is none
  /// @param isFinite whether the loss, the penalty and the gradient are; the step has changed
  ///   nothing otherwise
  /// @param denominator how much the loss weighs beside those of other batches; empty where losses
  ///   add up
  /// @param prediction what a model answered; null where there is no such thing, or nobody wants it
  public record Step(
      double loss,
      double penalty,
      boolean isFinite,
      OptionalDouble denominator,
      @Nullable Tensor prediction) {}

  private final Spec spec;
  private final StepFunctions functions;
  private final StepPrograms programs;
  private final RandomKey seed;
  private final List<TrainingLock> locks = new ArrayList<>();
  private long steps;
  private int epoch;
  private double learningRate;
  private boolean isStored = true;

  /// @param named whether the parameters' names begin with the models'
  /// @param predicts whether steps give predictions: for a text these are larger than the model
  Learner(Spec spec, RandomKey seed, boolean named, boolean predicts) {
    this.spec = spec;
    this.seed = seed;
    functions = new StepFunctions(spec, named, predicts);
    try {
      for (Model model : spec.models().values()) {
        locks.add(model.lockForTraining(this::publish));
      }
      programs = new StepPrograms(functions);
    } catch (RuntimeException | Error failure) {
      release();
      throw failure;
    }
  }

  /// A learner of one model by one optimizer, whose random numbers follow from the model's seed.
  ///
  /// @throws gradus.nn.ModelInUseException where the model is being trained already
  public static Learner of(Model model, Objective objective, Optimizer optimizer) {
    return start(Spec.of(model, objective, optimizer), model.seed().value());
  }

  /// A learner before its first step.
  ///
  /// @param seed what all that is random in training follows from
  /// @throws gradus.nn.ModelInUseException where a model is being trained already
  /// @throws IllegalArgumentException where a parameter is in no group of the optimizers
  public static Learner start(Spec spec, long seed) {
    return new Learner(spec, RandomKey.of(seed), spec.models().size() > 1, true);
  }

  /// What this learner was made of.
  public Spec spec() {
    return spec;
  }

  // Learning

  /// One step on a batch: both halves, as one program. A step whose loss or gradient is not finite
  /// changes nothing, so that the last good weights are not lost.
  ///
  /// @throws gradus.tensor.TensorException where the batch does not fit the models
  public Step step(Batch batch) {
    return counted(programs.step(batch, key(), coefficients()));
  }

  /// The first half: how this batch would have the parameters moved. Nothing changes.
  public Gradient gradient(Batch batch) {
    return gradient(batch, 0);
  }

  /// The first half for one of several batches that one step is on: each draws random numbers of
  /// its own, for dropout. Nothing changes.
  ///
  /// @param part which of them, counted from 0
  public Gradient gradient(Batch batch, int part) {
    return programs.gradient(batch, key(part));
  }

  /// The second half: moves the parameters along a gradient, after the penalty's was added and both
  /// were clipped. A gradient that is not finite, or whose loss is not, changes nothing.
  ///
  /// @throws gradus.tensor.ShapeException where it is another learner's gradient
  public Step update(Gradient gradient) {
    return counted(programs.update(gradient, coefficients()));
  }

  private Step counted(Step step) {
    if (step.isFinite()) {
      steps++;
      isStored = false;
    }
    return step;
  }

  private RandomKey key() {
    return seed.at(steps);
  }

  private RandomKey key(int part) {
    return part == 0 ? key() : key().fold(part);
  }

  private List<double[]> coefficients() {
    var all = new ArrayList<double[]>();
    List<Optimizer> optimizers = spec.groups().optimizers();
    for (int i = 0; i < optimizers.size(); i++) {
      Optimizer optimizer = optimizers.get(i);
      double rate = spec.schedule().rate(optimizer.learningRate(), steps, epoch);
      if (!(rate >= 0) || Double.isInfinite(rate)) {
        throw new ArgumentException(
            "training: the schedule gave the learning rate %s at step %d, epoch %d",
            rate, steps, epoch + 1);
      }
      learningRate = i == 0 ? rate : learningRate;
      all.add(optimizer.coefficients(rate, steps + 1));
    }
    return all;
  }

  /// Says that an epoch has ended, for schedules that count epochs.
  public void nextEpoch() {
    epoch++;
  }

  /// The steps taken.
  public long steps() {
    return steps;
  }

  /// The learning rate of the last step, of the first group where there are several.
  public double learningRate() {
    return learningRate;
  }

  /// Where values first stopped being finite in a batch whose step is not: the data, a parameter, a
  /// layer, the loss itself or a gradient.
  public String diagnose(Batch batch) {
    return diagnose(batch, 0).toString();
  }

  /// Likewise for one of several batches that one step is on.
  Message diagnose(Batch batch, int part) {
    publish();
    return NonFiniteCause.of(
        spec.objective(), batch, key(part), tensors(), () -> gradient(batch, part));
  }

  // State

  /// Copies of everything that steps change, by name: parameters, then `optimizer/slot/parameter`,
  /// then buffers.
  public Map<String, Tensor> tensors() {
    return functions.named(programs.state());
  }

  /// The names of [#tensors].
  List<String> names() {
    return functions.names();
  }

  /// Goes on from what [#tensors] gave after `steps` steps and `epochs` whole epochs.
  ///
  /// @throws CheckpointException where tensors are missing, unexpected or of another shape; nothing
  ///   has been changed then
  public void restore(Map<String, Tensor> tensors, long steps, int epochs) {
    CheckpointException.requireSame(tensors(), tensors);
    programs.setState(functions.ordered(tensors));
    this.steps = steps;
    this.epoch = epochs;
    isStored = false;
    publish();
  }

  /// Stores the parameters and buffers in the models, for other threads to see.
  public void publish() {
    if (!isStored) {
      programs.store();
      isStored = true;
    }
  }

  /// Takes the models' weights into the state, and leaves what the optimizer remembers as it is.
  void adopt() {
    var tensors = new LinkedHashMap<>(tensors());
    tensors.putAll(functions.weights());
    programs.setState(functions.ordered(tensors));
    isStored = true;
  }

  /// The cells that steps move.
  Collection<Cell> cells() {
    return functions.cells().values();
  }

  /// What this learner's step computes, for each shape of batch that it was traced for.
  StepPrograms programs() {
    return programs;
  }

  /// Stores the parameters and buffers in the models, and gives the right to train them back.
  @Override
  public void close() {
    publish();
    release();
  }

  /// Gives the right to train back, and leaves in the models what was last stored.
  void release() {
    locks.forEach(TrainingLock::close);
    locks.clear();
  }
}
