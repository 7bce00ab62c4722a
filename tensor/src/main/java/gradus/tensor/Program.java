package gradus.tensor;

import gradus.tensor.Graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A function of tensors as a list of operations, made ready to run many times: what [#trace] saw
/// the function do.
///
/// A program computes what the function would compute, bit for bit, for inputs of the same types
/// and shapes, but faster: what is computed twice is merged, elementwise operations run together in
/// one pass over memory, a product takes its bias and ReLU along, and values share arrays that are
/// kept between runs. Tensors with values that the function used, other than its inputs, are
/// constants of the program.
///
/// ```java
/// var program = Program.trace(in -> List.of(in.get(0).matmul(in.get(1)).relu()),
///     List.of(Signature.floats(2, 3), Signature.floats(3, 4)));
/// Tensor y = program.run(List.of(a, b)).getFirst();
/// ```
public final class Program {
  private final Plan plan;
  private final ConcurrentLinkedQueue<@Nullable Tensor[]> workspaces =
      new ConcurrentLinkedQueue<>();

  private Program(Plan plan) {
    this.plan = plan;
  }

  /// Runs a function once on tensors without values and keeps the operations that it applied.
  ///
  /// The function must not read values (that throws a [TensorException]); what it decides in Java
  /// while it is traced is decided for good.
  public static Program trace(UnaryOperator<List<Tensor>> function, List<Signature> inputs) {
    List<Tensor> symbols =
        inputs.stream().map(input -> Tensor.symbolic(input.dtype(), input.shape())).toList();
    return new Program(new Plan(new Graph(symbols, function.apply(symbols))));
  }

  /// The types and shapes of the inputs.
  public List<Signature> inputs() {
    return plan.graph.inputs.stream().map(Node::signature).toList();
  }

  /// The types and shapes of the outputs.
  public List<Signature> outputs() {
    return plan.graph.outputs.stream().map(Node::signature).toList();
  }

  /// The outputs for these inputs. May be called from several threads at once.
  ///
  /// @throws ShapeException where an input does not have the type and shape that the program was
  ///   traced with
  public List<Tensor> run(List<Tensor> inputs) {
    check(plan.graph.inputs, inputs);
    @Nullable Tensor[] kept = workspaces.poll();
    @Nullable Tensor[] values = kept == null ? plan.workspace() : kept;
    bind(values, plan.graph.inputs, inputs);
    for (Node output : plan.graph.outputs) {
      if (plan.isComputed(output)) {
        allocate(values, output.storage());
      }
    }
    execute(values);
    List<Tensor> results = results(values, plan.graph.outputs);
    workspaces.add(values);
    return results;
  }

  /// Starts a computation that feeds its first outputs back as its first inputs, as training does
  /// with its parameters. The state is copied, kept in arrays that nobody else sees, and written in
  /// place where nothing needs its old values.
  ///
  /// @throws ShapeException where the first outputs do not have the state's types and shapes
  public Iteration iterate(List<Tensor> state) {
    return new Iteration(state);
  }

  private static void check(List<Node> wanted, List<Tensor> given) {
    if (given.size() != wanted.size()) {
      throw new ShapeException(
          "program: takes %d inputs, got %d".formatted(wanted.size(), given.size()));
    }
    for (int i = 0; i < given.size(); i++) {
      if (!given.get(i).signature().equals(wanted.get(i).signature())) {
        throw new ShapeException(
            "program: input %d was traced as %s, got %s"
                .formatted(i, wanted.get(i).signature(), given.get(i).signature()));
      }
    }
  }

  private void bind(@Nullable Tensor[] values, List<Node> nodes, List<Tensor> inputs) {
    for (int i = 0; i < nodes.size(); i++) {
      plan.place(values, nodes.get(i), inputs.get(i).array());
    }
  }

  private void allocate(@Nullable Tensor[] values, Node node) {
    Signature signature = node.signature();
    plan.place(values, node, Arrays.allocate(signature.dtype(), signature.shape().elements()));
  }

  private void execute(@Nullable Tensor[] values) {
    for (Plan.Step step : plan.steps) {
      step.run(values);
    }
  }

  private static List<Tensor> results(@Nullable Tensor[] values, List<Node> outputs) {
    var results = new ArrayList<Tensor>(outputs.size());
    for (Node output : outputs) {
      results.add(Plan.at(values, output.id()));
    }
    return results;
  }

  /// A running computation with a state. Not for several threads at once.
  public final class Iteration {
    private final @Nullable Tensor[] values = plan.workspace();
    private final int size;
    private final Object[] current;
    private final @Nullable Object[] next;

    private Iteration(List<Tensor> state) {
      size = state.size();
      if (size > plan.graph.outputs.size() || size > plan.graph.inputs.size()) {
        throw new ShapeException(
            "iterate: a state of %d tensors needs as many inputs and outputs".formatted(size));
      }
      check(plan.graph.inputs.subList(0, size), state);
      current = new Object[size];
      next = new Object[size];
      for (int i = 0; i < size; i++) {
        Node input = plan.graph.inputs.get(i);
        Node output = plan.graph.outputs.get(i);
        if (!input.signature().equals(output.signature())) {
          throw new ShapeException(
              "iterate: state %d goes in as %s, but comes out as %s"
                  .formatted(i, input.signature(), output.signature()));
        }
        current[i] = copy(state.get(i));
        boolean inPlace = plan.canOverwrite(input, output);
        next[i] =
            inPlace ? null : Arrays.allocate(input.signature().dtype(), input.shape().elements());
      }
    }

    /// One step: takes the inputs that follow the state, and gives the outputs that follow it.
    public List<Tensor> step(List<Tensor> inputs) {
      List<Node> rest = plan.graph.inputs.subList(size, plan.graph.inputs.size());
      check(rest, inputs);
      bind(values, rest, inputs);
      for (int i = 0; i < size; i++) {
        plan.place(values, plan.graph.inputs.get(i), current[i]);
      }
      for (int i = size; i < plan.graph.outputs.size(); i++) {
        Node output = plan.graph.outputs.get(i);
        if (plan.isComputed(output)) {
          allocate(values, output.storage());
        }
      }
      for (int i = 0; i < size; i++) {
        Node output = plan.graph.outputs.get(i);
        Object target = next[i];
        if (plan.isComputed(output)) {
          plan.place(values, output.storage(), target == null ? current[i] : target);
        }
      }
      execute(values);
      for (int i = 0; i < size; i++) {
        advance(i);
      }
      return results(values, plan.graph.outputs.subList(size, plan.graph.outputs.size()));
    }

    private void advance(int i) {
      Node output = plan.graph.outputs.get(i);
      Object target = next[i];
      if (target == null) {
        return;
      }
      if (!owns(i)) {
        // The state is an input or constant passed on, or another state's result.
        Object result = Plan.at(values, output.id()).array();
        System.arraycopy(result, 0, target, 0, output.shape().elements());
      }
      next[i] = current[i];
      current[i] = target;
    }

    /// Whether a state's array is the one that its output was computed in.
    private boolean owns(int i) {
      Node output = plan.graph.outputs.get(i);
      boolean sharedLater =
          plan.graph.outputs.subList(i + 1, size).stream()
              .anyMatch(other -> other.storage() == output.storage());
      return plan.isComputed(output) && !sharedLater;
    }

    /// A copy of the state as it is now.
    public List<Tensor> state() {
      var copies = new ArrayList<Tensor>(size);
      for (int i = 0; i < size; i++) {
        Node node = plan.graph.inputs.get(i);
        copies.add(Plan.wrap(node, copy(Plan.wrap(node, current[i]))));
      }
      return copies;
    }

    /// Replaces the state by a copy of these tensors.
    public void reset(List<Tensor> state) {
      check(plan.graph.inputs.subList(0, size), state);
      for (int i = 0; i < size; i++) {
        current[i] = copy(state.get(i));
      }
    }

    private static Object copy(Tensor tensor) {
      int length = tensor.shape().elements();
      Object copy = Arrays.allocate(tensor.dtype(), length);
      System.arraycopy(tensor.array(), 0, copy, 0, length);
      return copy;
    }
  }
}
