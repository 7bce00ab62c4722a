package gradus.train;

import gradus.nn.Buffer;
import gradus.nn.Cell;
import gradus.nn.Parameter;
import gradus.nn.Pass;
import gradus.optim.Optimizer;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import gradus.tensor.State;
import gradus.tensor.StateException;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A learner's step as functions of tensors, and the names of these tensors.
///
/// The **state** is parameters, then the optimizer's slots of each, then buffers. What else a step
/// depends on, its operands, follows in this order: the cells of models that the objective applies
/// and that are not trained here, the batch's inputs and targets, the random key, and the
/// optimizers' coefficients.
final class StepFunctions {
  private final Learner.Spec spec;
  private final boolean predicts;
  private final List<Optimizer> optimizers;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, Buffer> buffers = new LinkedHashMap<>();
  private final Map<String, Integer> groupOf;
  private final List<String> names = new ArrayList<>();

  /// @param named whether names begin with the models'
  /// @param predicts whether predictions are given
  StepFunctions(Learner.Spec spec, boolean named, boolean predicts) {
    this.spec = spec;
    this.predicts = predicts;
    optimizers = spec.groups().optimizers();
    spec.models()
        .forEach((model, layers) -> {
          String prefix = named ? model + "/" : "";
          layers.parameters().forEach((name, cell) -> parameters.put(prefix + name, cell));
          layers.buffers().forEach((name, cell) -> buffers.put(prefix + name, cell));
        });
    groupOf = spec.groups().resolve(List.copyOf(parameters.keySet()));
    names.addAll(parameters.keySet());
    parameters
        .keySet()
        .forEach(name ->
            optimizer(name).slots().forEach(slot -> names.add("optimizer/" + slot + "/" + name)));
    names.addAll(buffers.keySet());
  }

  private Optimizer optimizer(String parameter) {
    return optimizers.get(group(parameter));
  }

  private int group(String parameter) {
    return Objects.requireNonNull(groupOf.get(parameter));
  }

  Objective objective() {
    return spec.objective();
  }

  // The state

  /// The state before the first step.
  List<Tensor> start() {
    var tensors = new ArrayList<Tensor>();
    parameters.values().forEach(parameter -> tensors.add(parameter.stored()));
    parameters.forEach((name, parameter) -> {
      Optimizer optimizer = optimizer(name);
      for (String slot : optimizer.slots()) {
        Tensor value = parameter.stored();
        tensors.add(Tensor.full(value.dtype(), value.shape(), optimizer.initial(slot)));
      }
    });
    buffers.values().forEach(buffer -> tensors.add(buffer.stored()));
    return tensors;
  }

  /// The types and shapes of the state's tensors: a slot is as its parameter.
  List<Signature> stateSignatures() {
    var signatures = new ArrayList<Signature>();
    parameters.values().forEach(parameter -> signatures.add(parameter.signature()));
    parameters.forEach((name, parameter) ->
        optimizer(name).slots().forEach(_ -> signatures.add(parameter.signature())));
    buffers.values().forEach(buffer -> signatures.add(buffer.signature()));
    return signatures;
  }

  /// The types of the optimizers' coefficients, which are scalars.
  List<Signature> coefficientSignatures() {
    var signatures = new ArrayList<Signature>();
    for (int group = 0; group < optimizers.size(); group++) {
      var scalar = new Signature(type(group), Shape.SCALAR);
      signatures.addAll(Collections.nCopies(coefficientCount(optimizers.get(group)), scalar));
    }
    return signatures;
  }

  private static int coefficientCount(Optimizer optimizer) {
    return optimizer.coefficients(optimizer.learningRate(), 1).length;
  }

  /// The names of the state's tensors.
  List<String> names() {
    return List.copyOf(names);
  }

  /// The state's tensors by name.
  Map<String, Tensor> named(List<Tensor> state) {
    var named = new LinkedHashMap<String, Tensor>();
    for (int i = 0; i < names.size(); i++) {
      named.put(names.get(i), state.get(i));
    }
    return named;
  }

  /// The state's tensors in order.
  List<Tensor> ordered(Map<String, Tensor> named) {
    return names.stream().map(name -> Objects.requireNonNull(named.get(name))).toList();
  }

  /// Stores parameters and buffers in the models.
  void store(State state) {
    Map<String, Cell> cells = cells();
    for (int i = 0; i < names.size(); i++) {
      Cell cell = cells.get(names.get(i));
      if (cell != null) {
        cell.set(state.tensor(i));
      }
    }
  }

  /// The models' parameters and buffers.
  Map<String, Tensor> weights() {
    var weights = new LinkedHashMap<String, Tensor>();
    cells().forEach((name, cell) -> weights.put(name, cell.stored()));
    return weights;
  }

  /// The cells that steps move, by name.
  Map<String, Cell> cells() {
    Map<String, Cell> cells = new LinkedHashMap<>(parameters);
    cells.putAll(buffers);
    return cells;
  }

  /// The type in which a group's coefficients are given: that of its first parameter.
  DType type(int group) {
    for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
      if (group(entry.getKey()) == group) {
        return entry.getValue().signature().dtype();
      }
    }
    return DType.FLOAT32;
  }

  // The functions

  /// What a function is given, taken in order.
  private static final class Operands {
    private final List<Tensor> all;
    private int next;

    Operands(List<Tensor> all) {
      this.all = all;
    }

    Tensor next() {
      return all.get(next++);
    }

    List<Tensor> take(int count) {
      next += count;
      return all.subList(next - count, next);
    }
  }

  /// Which operands a batch brings.
  ///
  /// @param others the cells of models that are applied and not trained
  /// @param outcome what the objective gives besides the loss
  record Form(int inputs, int targets, List<Cell> others, Given outcome) {}

  /// What an objective gives besides the loss: always the same.
  record Given(boolean denominator, boolean prediction) {
    static Given by(Objective.Outcome outcome) {
      return new Given(outcome.denominator() != null, outcome.prediction() != null);
    }
  }

  /// The state in a function: leaves to differentiate by, slots and buffers.
  private record Parts(
      Map<String, Tensor> leaves, Map<String, List<Tensor>> slots, Map<String, Tensor> buffers) {}

  private Parts parts(Operands in) {
    var leaves = new LinkedHashMap<String, Tensor>();
    parameters.keySet().forEach(name -> leaves.put(name, in.next().tracked()));
    var slots = new LinkedHashMap<String, List<Tensor>>();
    parameters.keySet().forEach(name -> slots.put(name, in.take(optimizer(name).slots().size())));
    var kept = new LinkedHashMap<String, Tensor>();
    buffers.keySet().forEach(name -> kept.put(name, in.next()));
    return new Parts(leaves, slots, kept);
  }

  /// A batch's outcome with the buffers after it.
  private record Forward(Objective.Outcome outcome, Map<String, Tensor> buffers) {}

  private Forward forward(Parts parts, Operands in, Form form) {
    var bindings = new IdentityHashMap<Cell, Tensor>();
    parameters.forEach(
        (name, cell) -> bindings.put(cell, Objects.requireNonNull(parts.leaves.get(name))));
    buffers.forEach(
        (name, cell) -> bindings.put(cell, Objects.requireNonNull(parts.buffers.get(name))));
    form.others.forEach(cell -> bindings.put(cell, in.next()));
    List<Tensor> inputs = in.take(form.inputs);
    List<Tensor> targets = in.take(form.targets);
    Pass pass = Pass.training(in.next()).bind(bindings);
    Objective.Outcome outcome = pass.run(() -> spec.objective().of(inputs, targets));
    if (!Given.by(outcome).equals(form.outcome)) {
      throw new StateException(
          "objective: it gave a denominator or a prediction for one batch and not for another; let"
              + " it always give the same");
    }
    Map<Buffer, Tensor> updates = pass.updates();
    var after = new LinkedHashMap<String, Tensor>();
    buffers.forEach((name, cell) -> {
      Tensor updated = updates.get(cell);
      after.put(name, updated == null ? Objects.requireNonNull(parts.buffers.get(name)) : updated);
    });
    return new Forward(outcome, after);
  }

  /// Both halves: state and operands in; state, loss, penalty and the gradient's sum out, then
  /// denominator and prediction where there are any.
  List<Tensor> step(List<Tensor> in, Form form) {
    var operands = new Operands(in);
    Parts parts = parts(operands);
    Forward forward = forward(parts, operands, form);
    List<List<Tensor>> coefficients = coefficients(operands);
    Tensor loss = forward.outcome.loss();
    Tensor penalty = penalty(parts);
    Tensor total = penalty == null ? loss : loss.plus(penalty);
    List<Tensor> gradients = total.gradients(List.copyOf(parts.leaves.values()));
    Moved moved = moved(parts, total, gradients, forward.buffers, coefficients);
    List<Tensor> out = moved.state;
    out.add(loss.detach());
    out.add(penalty == null ? Tensor.scalar(loss.dtype(), 0) : penalty.detach());
    out.add(moved.sum);
    addGiven(out, forward.outcome);
    return out;
  }

  /// The first half: state and operands, without coefficients, in; loss, gradients and buffers out,
  /// then denominator and prediction where there are any.
  List<Tensor> gradient(List<Tensor> in, Form form) {
    var operands = new Operands(in);
    Parts parts = parts(operands);
    Forward forward = forward(parts, operands, form);
    Tensor loss = forward.outcome.loss();
    var out = new ArrayList<Tensor>(List.of(loss.detach()));
    out.addAll(loss.gradients(List.copyOf(parts.leaves.values())));
    forward.buffers.values().forEach(buffer -> out.add(buffer.detach()));
    addGiven(out, forward.outcome);
    return out;
  }

  /// The second half: state, loss, gradients, new buffers and coefficients in; state, penalty and
  /// the gradient's sum out.
  List<Tensor> update(List<Tensor> in) {
    var operands = new Operands(in);
    Parts parts = parts(operands);
    Tensor loss = operands.next();
    List<Tensor> gradients = operands.take(parameters.size());
    var after = new LinkedHashMap<String, Tensor>();
    buffers.keySet().forEach(name -> after.put(name, operands.next()));
    List<List<Tensor>> coefficients = coefficients(operands);
    Tensor penalty = penalty(parts);
    Tensor total = loss;
    if (penalty != null) {
      total = loss.plus(penalty);
      List<Tensor> slopes = penalty.gradients(List.copyOf(parts.leaves.values()));
      var sums = new ArrayList<Tensor>();
      for (int i = 0; i < slopes.size(); i++) {
        sums.add(gradients.get(i).plus(slopes.get(i)));
      }
      gradients = sums;
    }
    Moved moved = moved(parts, total, gradients, after, coefficients);
    List<Tensor> out = moved.state;
    out.add(penalty == null ? Tensor.scalar(loss.dtype(), 0) : penalty.detach());
    out.add(moved.sum);
    return out;
  }

  private @Nullable Tensor penalty(Parts parts) {
    return spec.penalty() == null ? null : spec.penalty().of(parts.leaves);
  }

  private List<List<Tensor>> coefficients(Operands in) {
    return optimizers.stream().map(optimizer -> in.take(coefficientCount(optimizer))).toList();
  }

  /// The state after a step, and the sum of the gradient that it took: finite where all of it is.
  private record Moved(List<Tensor> state, Tensor sum) {}

  /// The new state. A step whose loss or gradient is not finite changes nothing, so that the last
  /// good weights are not lost.
  private Moved moved(
      Parts parts,
      Tensor total,
      List<Tensor> gradients,
      Map<String, Tensor> buffersAfter,
      List<List<Tensor>> coefficients) {
    List<Tensor> clipped = spec.clip() == null ? gradients : spec.clip().apply(gradients);
    Tensor sum = total.detach();
    for (Tensor gradient : clipped) {
      sum = sum.plus(gradient.sum().cast(total.dtype()));
    }
    // A sum is finite only where all that it is of is, and costs one look at each gradient.
    Tensor good = sum.isFinite();
    var newParameters = new ArrayList<Tensor>();
    var newSlots = new ArrayList<Tensor>();
    int at = 0;
    for (Map.Entry<String, Tensor> leaf : parts.leaves.entrySet()) {
      String name = leaf.getKey();
      Tensor before = leaf.getValue().detach();
      List<Tensor> own = Objects.requireNonNull(parts.slots.get(name));
      Optimizer.Update update =
          optimizer(name).update(before, clipped.get(at++), own, coefficients.get(group(name)));
      newParameters.add(Tensor.where(good, update.parameter(), before));
      for (int i = 0; i < own.size(); i++) {
        newSlots.add(Tensor.where(good, update.slots().get(i), own.get(i)));
      }
    }
    var out = new ArrayList<Tensor>(newParameters);
    out.addAll(newSlots);
    parts.buffers.forEach((name, before) -> {
      Tensor after = Objects.requireNonNull(buffersAfter.get(name));
      out.add(after == before ? before : Tensor.where(good, after, before));
    });
    return new Moved(out, sum.detach());
  }

  private void addGiven(List<Tensor> out, Objective.Outcome outcome) {
    if (outcome.denominator() != null) {
      out.add(outcome.denominator().detach());
    }
    if (outcome.prediction() != null && predicts) {
      out.add(outcome.prediction().detach());
    }
  }

  boolean predicts() {
    return predicts;
  }

  List<String> parameterNames() {
    return List.copyOf(parameters.keySet());
  }

  List<String> bufferNames() {
    return List.copyOf(buffers.keySet());
  }
}
