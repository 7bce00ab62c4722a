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

  Program(Plan plan) {
    this.plan = plan;
  }

  /// Runs a function once on tensors without values and keeps the operations that it applied.
  ///
  /// The function must not read values (that throws a [TensorException]); what it decides in Java
  /// while it is traced is decided for good.
  public static Program trace(UnaryOperator<List<Tensor>> function, List<Signature> inputs) {
    return new Program(new Plan(Graph.trace(function, inputs)));
  }

  /// What the program computes, before operations are joined and arrays shared.
  public Graph graph() {
    return plan.graph;
  }

  /// The types and shapes of the inputs.
  public List<Signature> inputs() {
    return plan.graph.inputs().stream().map(Node::signature).toList();
  }

  /// The types and shapes of the outputs.
  public List<Signature> outputs() {
    return plan.graph.outputs().stream().map(Node::signature).toList();
  }

  /// The outputs for these inputs. May be called from several threads at once.
  ///
  /// @throws ShapeException where an input does not have the type and shape that the program was
  ///   traced with
  public List<Tensor> run(List<Tensor> inputs) {
    check(plan.graph.inputs(), inputs);
    @Nullable Tensor[] kept = workspaces.poll();
    @Nullable Tensor[] values = kept == null ? plan.workspace() : kept;
    bind(values, plan.graph.inputs(), inputs);
    for (Node output : plan.graph.outputs()) {
      if (plan.isComputed(output)) {
        allocate(values, output.storage());
      }
    }
    execute(values);
    List<Tensor> results = results(values, plan.graph.outputs());
    workspaces.add(values);
    return results;
  }

  /// One step of a computation that feeds its first outputs back as its first inputs, as training
  /// does with its parameters: takes the inputs that follow the state, changes the state, and gives
  /// the outputs that follow it.
  ///
  /// Several programs may share a state, for example one for full batches and one for the last,
  /// short batch.
  ///
  /// @throws ShapeException where the first inputs and outputs do not have the state's types and
  ///   shapes; the state is unchanged then
  public List<Tensor> step(State state, List<Tensor> inputs) {
    int size = state.size();
    List<Node> graphInputs = plan.graph.inputs();
    List<Node> graphOutputs = plan.graph.outputs();
    requireState(state);
    check(graphInputs.subList(size, graphInputs.size()), inputs);
    @Nullable Tensor[] kept = workspaces.poll();
    @Nullable Tensor[] values = kept == null ? plan.workspace() : kept;
    bind(values, graphInputs.subList(size, graphInputs.size()), inputs);
    for (int i = size; i < graphOutputs.size(); i++) {
      if (plan.isComputed(graphOutputs.get(i))) {
        allocate(values, graphOutputs.get(i).storage());
      }
    }
    for (int i = 0; i < size; i++) {
      plan.place(values, graphInputs.get(i), state.array(i));
    }
    for (int i = 0; i < size; i++) {
      Node output = graphOutputs.get(i);
      if (plan.isComputed(output)) {
        plan.place(values, output.storage(), plan.overwrites(i) ? state.array(i) : state.spare(i));
      }
    }
    execute(values);
    for (int i = 0; i < size; i++) {
      if (!plan.overwrites(i)) {
        state.replace(i, Plan.at(values, graphOutputs.get(i).id()).array());
      }
    }
    var results = new ArrayList<Tensor>();
    for (Tensor result : results(values, graphOutputs.subList(size, graphOutputs.size()))) {
      results.add(state.givenAway(result));
    }
    state.advance();
    workspaces.add(values);
    return results;
  }

  private void requireState(State state) {
    int size = state.size();
    if (size > plan.graph.outputs().size() || size > plan.graph.inputs().size()) {
      throw new ShapeException(
          "program: a state of %d tensors needs as many inputs and outputs", size);
    }
    for (int i = 0; i < size; i++) {
      Signature in = plan.graph.inputs().get(i).signature();
      Signature out = plan.graph.outputs().get(i).signature();
      if (!in.equals(state.signature(i)) || !out.equals(state.signature(i))) {
        throw new ShapeException(
            "program: state %d is %s, but goes in as %s and comes out as %s",
            i, state.signature(i), in, out);
      }
    }
  }

  private static void check(List<Node> wanted, List<Tensor> given) {
    if (given.size() != wanted.size()) {
      throw new ShapeException("program: takes %d inputs, got %d", wanted.size(), given.size());
    }
    for (int i = 0; i < given.size(); i++) {
      if (!given.get(i).signature().equals(wanted.get(i).signature())) {
        throw new ShapeException(
            "program: input %d was traced as %s, got %s",
            i, wanted.get(i).signature(), given.get(i).signature());
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
}
