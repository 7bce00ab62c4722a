package gradus.tensor;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a function of tensors computes, as data: its values in an order in which each comes after
/// what it needs. Drawings, exports to other formats and other backends read it, and a [Program] is
/// one that was made ready to run.
///
/// It stands before anything that knows a processor: what is computed twice is merged, and what no
/// output needs is left out, but no operations are joined into one pass and no arrays are shared.
///
/// ```java
/// for (Graph.Node node : program.graph().nodes()) {
///   switch (node.kind()) {
///     case Graph.Input(int index) -> ...
///     case Graph.Constant(Tensor value) -> ...
///     case Graph.Operation(Op op, List<Graph.Node> operands) -> ...
///   }
/// }
/// ```
public final class Graph {

  /// Where a value comes from.
  public sealed interface Kind {}

  /// A value that is given at each run.
  ///
  /// @param index its position among [Graph#inputs]
  public record Input(int index) implements Kind {}

  /// A value that the function brought along.
  public record Constant(Tensor value) implements Kind {}

  /// A value that is computed.
  public record Operation(Op op, List<Node> operands) implements Kind {
    /// Copies the list.
    public Operation {
      operands = List.copyOf(operands);
    }
  }

  /// One value of a graph. It is equal to itself alone; [Graph#equals] compares whole graphs.
  public static final class Node {
    private final int id;
    private final Signature signature;
    private final Kind kind;

    Node(int id, Signature signature, Kind kind) {
      this.id = id;
      this.signature = signature;
      this.kind = kind;
    }

    /// Its position among [Graph#nodes].
    public int id() {
      return id;
    }

    /// Type and shape.
    public Signature signature() {
      return signature;
    }

    /// The shape.
    public Shape shape() {
      return signature.shape();
    }

    /// Where it comes from.
    public Kind kind() {
      return kind;
    }

    /// What the operation is applied to; nothing for inputs and constants.
    public List<Node> operands() {
      return kind instanceof Operation(_, List<Node> operands) ? operands : List.of();
    }

    @Nullable Op operation() {
      return kind instanceof Operation(Op op, _) ? op : null;
    }

    @Nullable Tensor constant() {
      return kind instanceof Constant(Tensor value) ? value : null;
    }

    /// Whether this is the same array as its operand, seen with another shape.
    boolean isView() {
      return operation() instanceof Op.Reshape;
    }

    /// The node whose array this one shows.
    Node storage() {
      Node node = this;
      while (node.isView()) {
        node = node.operands().getFirst();
      }
      return node;
    }

    /// One line, such as `%3 = matmul(%0, %1): FLOAT32[64, 128]`.
    @Override
    public String toString() {
      return GraphText.of(this);
    }
  }

  private final List<Node> nodes;
  private final List<Node> inputs;
  private final List<Node> outputs;
  private volatile @Nullable String fingerprint;

  /// @param nodes each at the position that its id says
  Graph(List<Node> nodes, List<Node> inputs, List<Node> outputs) {
    this.nodes = List.copyOf(nodes);
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
  }

  /// Runs a function once on tensors without values and keeps the operations that it applied.
  ///
  /// The function must not read values (that throws a [TensorException]); what it decides in Java
  /// while it is traced is decided for good.
  public static Graph trace(UnaryOperator<List<Tensor>> function, List<Signature> inputs) {
    List<Tensor> symbols =
        inputs.stream().map(input -> Tensor.symbolic(input.dtype(), input.shape())).toList();
    return new GraphBuilder(symbols, function.apply(symbols)).build();
  }

  /// All values, each after what it needs; a node's id is its position.
  public List<Node> nodes() {
    return nodes;
  }

  /// The inputs in the function's order, also those that nothing needs.
  public List<Node> inputs() {
    return inputs;
  }

  /// The outputs in the function's order; one value may be several outputs.
  public List<Node> outputs() {
    return outputs;
  }

  /// A SHA-256 of the computation, in hexadecimal: the same in every run of a JVM and on every
  /// machine for the same operations on the same shapes, types, settings and constants in the same
  /// order, and another where any of these differs.
  ///
  /// A user's function ([Op.Custom]) counts by its [Differentiable#name] alone. All not-a-numbers
  /// among the constants are one. It is worked out at the first call, which reads all constants.
  public String fingerprint() {
    String known = fingerprint;
    if (known == null) {
      known = Fingerprint.of(this);
      fingerprint = known;
    }
    return known;
  }

  /// Whether another graph has the same nodes, inputs and outputs; constants are compared by their
  /// bits, and users' functions by their names, as [#fingerprint] does.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Graph graph
        && nodes.size() == graph.nodes.size()
        && fingerprint().equals(graph.fingerprint());
  }

  @Override
  public int hashCode() {
    return fingerprint().hashCode();
  }

  /// One line for each node, and a last one that names the outputs.
  @Override
  public String toString() {
    return GraphText.of(this);
  }
}
