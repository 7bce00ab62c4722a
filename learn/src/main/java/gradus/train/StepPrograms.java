package gradus.train;

import gradus.data.Batch;
import gradus.nn.Cell;
import gradus.nn.Pass;
import gradus.tensor.DType;
import gradus.tensor.Message;
import gradus.tensor.Program;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Signature;
import gradus.tensor.State;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import gradus.tensor.TracingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SequencedSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A learner's functions, traced once for each shape of batch, and the state that they change,
/// which stays in arrays of its own between steps.
///
/// Functions that cannot be traced, because a layer or an objective reads values, run operation by
/// operation.
final class StepPrograms {
  /// The types and shapes of a batch's inputs and targets.
  record BatchForm(List<Signature> inputs, List<Signature> targets) {
    static BatchForm of(Batch batch) {
      return new BatchForm(signatures(batch.inputs()), signatures(batch.targets()));
    }
  }

  private static final String UNTRACED = "untraced";
  private static final Signature KEY = new Signature(DType.INT32, Shape.of(4));

  private final StepFunctions functions;
  private final State state;
  private final Map<BatchForm, Traced> steps = new LinkedHashMap<>();
  private final Map<BatchForm, Traced> gradients = new LinkedHashMap<>();
  private @Nullable Traced update;
  private @Nullable Applied applied;

  /// A function that was traced.
  ///
  /// @param program null where it cannot be, because a layer or an objective reads values
  private record Traced(@Nullable Program program) {}

  /// What the objective turned out to apply and to give.
  private record Applied(List<Cell> others, StepFunctions.Given given) {
    StepFunctions.Form form(int inputs, int targets) {
      return new StepFunctions.Form(inputs, targets, others, given);
    }
  }

  StepPrograms(StepFunctions functions) {
    this.functions = functions;
    state = new State(functions.start());
  }

  /// Copies of the state's tensors.
  List<Tensor> state() {
    return state.tensors();
  }

  /// The first of the state's tensors, by name, that is not finite; null where all are.
  @Nullable String notFinite() {
    List<String> names = functions.names();
    for (int i = 0; i < names.size(); i++) {
      Tensor tensor = state.tensor(i);
      if (tensor.dtype().isFloating() && !NonFiniteCause.allFinite(tensor)) {
        return names.get(i);
      }
    }
    return null;
  }

  /// The cells that the objective applies and that are not trained here; none before they were
  /// looked for.
  List<Cell> applied() {
    Applied known = applied;
    return known == null ? List.of() : known.others;
  }

  /// Stores the state's parameters and buffers in the models.
  void store() {
    functions.store(state);
  }

  void setState(List<Tensor> tensors) {
    state.set(tensors);
  }

  // Both halves

  Learner.Step step(Batch batch, RandomKey key, List<double[]> coefficients) {
    Applied known = applied(batch);
    StepFunctions.Form form = known.form(batch.inputs().size(), batch.targets().size());
    List<Tensor> operands = operands(batch, key, known);
    operands.addAll(scalars(coefficients));
    Traced program = step(BatchForm.of(batch), known);
    Iterator<Tensor> out = run(program, in -> functions.step(in, form), operands).iterator();
    double loss = out.next().item();
    double penalty = out.next().item();
    boolean finite = Double.isFinite(out.next().item());
    return new Learner.Step(loss, penalty, finite, denominator(out, form), prediction(out, form));
  }

  private Traced step(BatchForm batch, Applied known) {
    Traced program = steps.get(batch);
    if (program == null) {
      StepFunctions.Form form = known.form(batch.inputs.size(), batch.targets.size());
      List<Signature> signatures = new ArrayList<>(operands(batch, known));
      signatures.addAll(functions.coefficientSignatures());
      program = trace(in -> functions.step(in, form), signatures);
      steps.put(batch, program);
    }
    return program;
  }

  /// For each form of batch that was seen, the fingerprint of what a step computes.
  Map<BatchForm, String> fingerprints() {
    var forms = new LinkedHashSet<BatchForm>(steps.keySet());
    forms.addAll(gradients.keySet());
    var fingerprints = new LinkedHashMap<BatchForm, String>();
    forms.forEach(form -> fingerprints.put(form, fingerprint(form)));
    return fingerprints;
  }

  /// The fingerprint of what a step computes for a form of batch.
  String fingerprint(BatchForm form) {
    try {
      return fingerprint(step(form, applied(form)));
    } catch (TracingException unreadable) {
      return UNTRACED;
    }
  }

  private static String fingerprint(Traced traced) {
    return traced.program == null ? UNTRACED : traced.program.graph().fingerprint();
  }

  private OptionalDouble denominator(Iterator<Tensor> out, StepFunctions.Form form) {
    return form.outcome().denominator()
        ? OptionalDouble.of(out.next().item())
        : OptionalDouble.empty();
  }

  private @Nullable Tensor prediction(Iterator<Tensor> out, StepFunctions.Form form) {
    return form.outcome().prediction() && functions.predicts() ? out.next() : null;
  }

  // The halves

  Gradient gradient(Batch batch, RandomKey key) {
    Applied known = applied(batch);
    StepFunctions.Form form = known.form(batch.inputs().size(), batch.targets().size());
    UnaryOperator<List<Tensor>> function = in -> functions.gradient(in, form);
    BatchForm shape = BatchForm.of(batch);
    Traced program = gradients.get(shape);
    if (program == null) {
      program = trace(function, operands(shape, known));
      gradients.put(shape, program);
    }
    List<Tensor> in = state.tensors();
    in.addAll(operands(batch, key, known));
    Iterator<Tensor> out = values(program, function, in).iterator();
    double loss = out.next().item();
    Map<String, Tensor> parameters = named(functions.parameterNames(), out);
    Map<String, Tensor> buffers = named(functions.bufferNames(), out);
    return new Gradient(loss, denominator(out, form), prediction(out, form), parameters, buffers);
  }

  private static Map<String, Tensor> named(List<String> names, Iterator<Tensor> tensors) {
    var named = new LinkedHashMap<String, Tensor>();
    names.forEach(name -> named.put(name, tensors.next().detach()));
    return named;
  }

  Learner.Step update(Gradient gradient, List<double[]> coefficients) {
    var operands = new ArrayList<Tensor>();
    operands.add(Tensor.scalar(functions.type(0), gradient.loss()));
    operands.addAll(own(gradient.parameters(), functions.parameterNames()));
    operands.addAll(own(gradient.buffers(), functions.bufferNames()));
    operands.addAll(scalars(coefficients));
    UnaryOperator<List<Tensor>> function = functions::update;
    Traced program = update;
    if (program == null) {
      program = trace(function, signatures(operands));
      update = program;
    }
    List<Tensor> out = run(program, function, operands);
    return new Learner.Step(
        gradient.loss(),
        out.get(0).item(),
        Double.isFinite(out.get(1).item()),
        gradient.denominator(),
        gradient.prediction());
  }

  private List<Tensor> own(Map<String, Tensor> tensors, List<String> names) {
    Map<String, Cell> cells = functions.cells();
    var ordered = new ArrayList<Tensor>();
    for (String name : names) {
      Tensor tensor = tensors.get(name);
      Signature wanted = Objects.requireNonNull(cells.get(name)).signature();
      if (tensor == null || !tensor.signature().equals(wanted)) {
        throw new ShapeException(
            "update: needs %s as %s, but the gradient has %s; it is of another learner",
            name, wanted, tensor == null ? Message.of("nothing") : tensor.signature());
      }
      ordered.add(tensor);
    }
    return ordered;
  }

  // Operands

  private List<Tensor> operands(Batch batch, RandomKey key, Applied known) {
    var operands = new ArrayList<Tensor>();
    known.others.forEach(cell -> operands.add(cell.stored()));
    operands.addAll(batch.inputs());
    operands.addAll(batch.targets());
    operands.add(key.toTensor());
    return operands;
  }

  /// The types and shapes of operands, without coefficients.
  private static List<Signature> operands(BatchForm batch, Applied known) {
    var signatures = new ArrayList<Signature>();
    known.others.forEach(cell -> signatures.add(cell.signature()));
    signatures.addAll(batch.inputs);
    signatures.addAll(batch.targets);
    signatures.add(KEY);
    return signatures;
  }

  private List<Tensor> scalars(List<double[]> coefficients) {
    var scalars = new ArrayList<Tensor>();
    for (int group = 0; group < coefficients.size(); group++) {
      for (double coefficient : coefficients.get(group)) {
        scalars.add(Tensor.scalar(functions.type(group), coefficient));
      }
    }
    return scalars;
  }

  /// Looks once what the objective applies besides the models that learn, and what it gives: with
  /// the first batch's types and shapes, or, where it reads values, with the batch itself.
  private Applied applied(Batch batch) {
    Applied known = applied;
    if (known == null) {
      try {
        known = applied(BatchForm.of(batch));
      } catch (TracingException unreadable) {
        known = look(batch.inputs(), batch.targets(), RandomKey.of(0).toTensor());
      }
      applied = known;
    }
    return known;
  }

  private Applied applied(BatchForm batch) {
    Applied known = applied;
    if (known == null) {
      known = look(symbols(batch.inputs), symbols(batch.targets), symbol(KEY));
      applied = known;
    }
    return known;
  }

  private Applied look(List<Tensor> inputs, List<Tensor> targets, Tensor key) {
    SequencedSet<Cell> others = new LinkedHashSet<>();
    SequencedSet<Cell> own = new LinkedHashSet<>(functions.cells().values());
    Pass pass =
        Pass.training(key)
            .capturing(cell -> {
              if (!own.contains(cell)) {
                others.add(cell);
              }
              return cell.stored();
            });
    Objective.Outcome outcome = pass.run(() -> functions.objective().of(inputs, targets));
    return new Applied(List.copyOf(others), StepFunctions.Given.by(outcome));
  }

  private static List<Tensor> symbols(List<Signature> signatures) {
    return signatures.stream().map(StepPrograms::symbol).toList();
  }

  private static Tensor symbol(Signature signature) {
    return Tensor.symbolic(signature.dtype(), signature.shape());
  }

  // Running

  private static List<Signature> signatures(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::signature).toList();
  }

  /// @param operands what follows the state
  private Traced trace(UnaryOperator<List<Tensor>> function, List<Signature> operands) {
    var signatures = new ArrayList<Signature>(functions.stateSignatures());
    signatures.addAll(operands);
    try {
      return new Traced(Program.trace(function, signatures));
    } catch (TracingException unreadable) {
      System.getLogger("gradus.train")
          .log(System.Logger.Level.INFO, "the model runs untraced: {0}", unreadable.getMessage());
      return new Traced(null);
    }
  }

  /// Runs a function that changes the state, and gives what it gives besides.
  private List<Tensor> run(
      Traced traced, UnaryOperator<List<Tensor>> function, List<Tensor> operands) {
    if (traced.program == null) {
      return eager(function, operands);
    }
    try {
      return traced.program.step(state, operands);
    } catch (TensorException failure) {
      // A program knows neither layers nor samples: operation by operation, the same error says
      // where it happened.
      eager(function, operands);
      throw failure;
    }
  }

  /// What a function gives that changes nothing.
  private static List<Tensor> values(
      Traced traced, UnaryOperator<List<Tensor>> function, List<Tensor> in) {
    if (traced.program == null) {
      return function.apply(in);
    }
    try {
      return traced.program.run(in);
    } catch (TensorException failure) {
      var _ = function.apply(in);
      throw failure;
    }
  }

  private List<Tensor> eager(UnaryOperator<List<Tensor>> function, List<Tensor> operands) {
    var all = new ArrayList<>(state.tensors());
    int size = all.size();
    all.addAll(operands);
    List<Tensor> outputs = function.apply(all);
    state.set(outputs.subList(0, size).stream().map(Tensor::detach).toList());
    return outputs.subList(size, outputs.size()).stream().map(Tensor::detach).toList();
  }
}
