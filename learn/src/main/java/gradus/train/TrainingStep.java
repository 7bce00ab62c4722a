package gradus.train;

import gradus.loss.Loss;
import gradus.loss.Penalty;
import gradus.nn.Buffer;
import gradus.nn.Cell;
import gradus.nn.Model;
import gradus.nn.Parameter;
import gradus.nn.Pass;
import gradus.optim.GradientClip;
import gradus.optim.Optimizer;
import gradus.optim.ParameterGroups;
import gradus.tensor.DType;
import gradus.tensor.Program;
import gradus.tensor.RandomKey;
import gradus.tensor.Signature;
import gradus.tensor.State;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import gradus.tensor.TracingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One step of training as a function of tensors: from parameters, slots, buffers and a batch to
/// the new parameters, slots and buffers, the loss and, where it is wanted, the prediction.
///
/// The function is traced once for each shape of batch, and the state stays in arrays of its own
/// between steps. A model that cannot be traced, because a layer reads values, runs the same
/// function operation by operation.
final class TrainingStep {

  /// What a step found before it changed the parameters.
  ///
  /// @param loss the loss of the batch, without penalty
  /// @param penalty the penalty of the parameters
  /// @param prediction null where nobody wants it
  record Result(double loss, double penalty, @Nullable Tensor prediction) {}

  private final Model model;
  private final Loss loss;
  private final @Nullable Penalty penalty;
  private final @Nullable GradientClip clip;
  private final List<Optimizer> optimizers;
  private final Map<String, Parameter> parameters;
  private final Map<String, Buffer> buffers;
  private final Map<String, Integer> groupOf;
  private final Map<List<Signature>, Optional<Program>> programs = new HashMap<>();
  private final State state;
  private final boolean predicts;

  /// @param predicts whether the prediction is wanted: for a text it is larger than the model
  TrainingStep(
      Model model,
      Loss loss,
      @Nullable Penalty penalty,
      @Nullable GradientClip clip,
      ParameterGroups groups,
      boolean predicts) {
    this.model = model;
    this.loss = loss;
    this.penalty = penalty;
    this.clip = clip;
    this.predicts = predicts;
    optimizers = groups.optimizers();
    parameters = new LinkedHashMap<>(model.parameters());
    buffers = new LinkedHashMap<>(model.buffers());
    groupOf = groups.resolve(List.copyOf(parameters.keySet()));
    state = new State(initialState());
  }

  private Optimizer optimizer(String parameter) {
    return optimizers.get(java.util.Objects.requireNonNull(groupOf.get(parameter)));
  }

  private List<Tensor> initialState() {
    var tensors = new ArrayList<Tensor>();
    parameters.values().forEach(parameter -> tensors.add(parameter.value()));
    parameters.forEach((name, parameter) -> {
      Optimizer optimizer = optimizer(name);
      for (String slot : optimizer.slots()) {
        Tensor value = parameter.value();
        tensors.add(Tensor.full(value.dtype(), value.shape(), optimizer.initial(slot)));
      }
    });
    buffers.values().forEach(buffer -> tensors.add(buffer.value()));
    return tensors;
  }

  /// The names of the state's tensors: parameters, then `optimizer/slot/parameter`, then buffers.
  private List<String> names() {
    var names = new ArrayList<>(parameters.keySet());
    parameters.forEach((name, _) ->
        optimizer(name).slots().forEach(slot -> names.add("optimizer/" + slot + "/" + name)));
    names.addAll(buffers.keySet());
    return names;
  }

  /// Copies of the state's tensors by name.
  Map<String, Tensor> tensors() {
    var named = new LinkedHashMap<String, Tensor>();
    List<Tensor> tensors = state.tensors();
    List<String> names = names();
    for (int i = 0; i < names.size(); i++) {
      named.put(names.get(i), tensors.get(i));
    }
    return named;
  }

  /// Replaces the state.
  ///
  /// @throws CheckpointException where tensors are missing, unexpected or of another shape; nothing
  ///   has been changed then
  void restore(Map<String, Tensor> tensors) {
    List<String> names = names();
    CheckpointException.requireSame(tensors(), tensors);
    state.set(
        names.stream().map(name -> java.util.Objects.requireNonNull(tensors.get(name))).toList());
    publish();
  }

  /// Stores the state's parameters and buffers in the model.
  void publish() {
    Map<String, Tensor> tensors = tensors();
    var weights = new LinkedHashMap<String, Tensor>();
    tensors.forEach((name, tensor) -> {
      if (parameters.containsKey(name) || buffers.containsKey(name)) {
        weights.put(name, tensor);
      }
    });
    model.load(weights);
  }

  /// Takes the model's weights into the state, and leaves the slots as they are.
  void adopt() {
    var tensors = new LinkedHashMap<>(tensors());
    tensors.putAll(model.weights());
    state.set(List.copyOf(tensors.values()));
  }

  Result run(Tensor input, Tensor target, RandomKey key, List<double[]> coefficients) {
    var inputs = new ArrayList<Tensor>();
    inputs.add(input);
    inputs.add(target);
    inputs.add(key.toTensor());
    for (int group = 0; group < coefficients.size(); group++) {
      for (double coefficient : coefficients.get(group)) {
        inputs.add(Tensor.scalar(type(group), coefficient));
      }
    }
    List<Signature> signatures = inputs.stream().map(Tensor::signature).toList();
    Optional<Program> program = programs.computeIfAbsent(signatures, this::trace);
    List<Tensor> outputs = program.isPresent() ? traced(program.get(), inputs) : eager(inputs);
    return new Result(
        outputs.get(0).item(), outputs.get(1).item(), predicts ? outputs.get(2) : null);
  }

  private DType type(int group) {
    for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
      if (java.util.Objects.requireNonNull(groupOf.get(entry.getKey())) == group) {
        return entry.getValue().value().dtype();
      }
    }
    return DType.FLOAT32;
  }

  private Optional<Program> trace(List<Signature> inputs) {
    var signatures = new ArrayList<Signature>();
    state.tensors().forEach(tensor -> signatures.add(tensor.signature()));
    signatures.addAll(inputs);
    try {
      return Optional.of(Program.trace(this::step, signatures));
    } catch (TracingException unreadable) {
      System.getLogger("gradus.train")
          .log(System.Logger.Level.INFO, "the model runs untraced: {0}", unreadable.getMessage());
      return Optional.empty();
    }
  }

  private List<Tensor> traced(Program program, List<Tensor> inputs) {
    try {
      return program.step(state, inputs);
    } catch (TensorException failure) {
      // A program knows neither layers nor samples: operation by operation, the same error says
      // where it happened.
      eager(inputs);
      throw failure;
    }
  }

  private List<Tensor> eager(List<Tensor> inputs) {
    var all = new ArrayList<>(state.tensors());
    int size = all.size();
    all.addAll(inputs);
    List<Tensor> outputs = step(all);
    state.set(outputs.subList(0, size).stream().map(Tensor::detach).toList());
    return outputs.subList(size, outputs.size()).stream().map(Tensor::detach).toList();
  }

  private List<Tensor> step(List<Tensor> in) {
    var cursor = in.iterator();
    var leaves = new LinkedHashMap<String, Tensor>();
    parameters.keySet().forEach(name -> leaves.put(name, cursor.next().tracked()));
    var slots = new LinkedHashMap<String, List<Tensor>>();
    parameters
        .keySet()
        .forEach(name -> slots.put(name, take(cursor, optimizer(name).slots().size())));
    var bindings = new IdentityHashMap<Cell, Tensor>();
    parameters.forEach((name, parameter) ->
        bindings.put(parameter, java.util.Objects.requireNonNull(leaves.get(name))));
    buffers.values().forEach(buffer -> bindings.put(buffer, cursor.next()));
    Tensor x = cursor.next();
    Tensor y = cursor.next();
    Tensor key = cursor.next();
    var coefficients = new ArrayList<List<Tensor>>();
    for (Optimizer optimizer : optimizers) {
      coefficients.add(take(cursor, optimizer.coefficients(optimizer.learningRate(), 1).length));
    }

    Pass pass = Pass.training(key).bind(bindings);
    Tensor prediction = pass.run(() -> model.apply(x));
    Tensor data = loss.of(prediction, y);
    Tensor extra = penalty == null ? null : penalty.of(leaves);
    Tensor total = extra == null ? data : data.plus(extra);
    List<Tensor> gradients = total.gradients(List.copyOf(leaves.values()));
    if (clip != null) {
      gradients = clip.apply(gradients);
    }

    // A step whose loss is not finite changes nothing, so that the last good weights are not lost.
    Tensor good = total.detach().isFinite();
    var newParameters = new ArrayList<Tensor>();
    var newSlots = new ArrayList<Tensor>();
    int at = 0;
    for (Map.Entry<String, Tensor> leaf : leaves.entrySet()) {
      String name = leaf.getKey();
      Tensor before = leaf.getValue().detach();
      List<Tensor> own = java.util.Objects.requireNonNull(slots.get(name));
      Optimizer.Update update =
          optimizer(name)
              .update(
                  before,
                  gradients.get(at++),
                  own,
                  coefficients.get(java.util.Objects.requireNonNull(groupOf.get(name))));
      newParameters.add(Tensor.where(good, update.parameter(), before));
      for (int i = 0; i < own.size(); i++) {
        newSlots.add(Tensor.where(good, update.slots().get(i), own.get(i)));
      }
    }
    var outputs = new ArrayList<Tensor>(newParameters);
    outputs.addAll(newSlots);
    Map<Buffer, Tensor> updates = pass.updates();
    for (Buffer buffer : buffers.values()) {
      Tensor before = java.util.Objects.requireNonNull(bindings.get(buffer));
      Tensor after = updates.get(buffer);
      outputs.add(after == null ? before : Tensor.where(good, after, before));
    }
    outputs.add(data.detach());
    outputs.add(extra == null ? Tensor.scalar(data.dtype(), 0) : extra.detach());
    if (predicts) {
      outputs.add(prediction.detach());
    }
    return outputs;
  }

  private static List<Tensor> take(java.util.Iterator<Tensor> cursor, int count) {
    var taken = new ArrayList<Tensor>();
    for (int i = 0; i < count; i++) {
      taken.add(cursor.next());
    }
    return taken;
  }

  /// Where values first stopped being finite in a batch whose loss is not: the data, a parameter, a
  /// layer or the loss itself.
  String diagnose(Tensor input, Tensor target, RandomKey key) {
    String data = firstBad("the input", input);
    if (data != null) {
      return data;
    }
    for (Map.Entry<String, Tensor> tensor : tensors().entrySet()) {
      if (tensor.getValue().dtype().isFloating() && !allFinite(tensor.getValue())) {
        return "parameter "
            + tensor.getKey()
            + " is not finite: an earlier step was too large; lower the learning rate or clip"
            + " gradients";
      }
    }
    var first = new ArrayList<String>();
    publish();
    Pass.training(key.toTensor())
        .observe((path, layer, output) -> {
          if (first.isEmpty() && output.dtype().isFloating() && !allFinite(output)) {
            first.add(
                "layer %s (%s) gave the first value that is not finite"
                    .formatted(path, layer.getClass().getSimpleName()));
          }
        })
        .run(() -> model.apply(input));
    if (!first.isEmpty()) {
      return first.getFirst();
    }
    String bad = firstBad("the target", target);
    return bad != null
        ? bad
        : "every layer's output is finite, so the loss itself is not: does it take the logarithm of"
            + " 0, or divide by 0?";
  }

  private static boolean allFinite(Tensor x) {
    for (double value : x.toDoubles()) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String firstBad(String what, Tensor x) {
    if (!x.dtype().isFloating() || x.shape().rank() == 0) {
      return null;
    }
    double[] values = x.toDoubles();
    int columns = Math.max(1, values.length / Math.max(1, x.size(0)));
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        return "%s is %s at sample %d of the batch, column %d"
            .formatted(what, values[i], i / columns, i % columns);
      }
    }
    return null;
  }
}
