package gradus.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A traced computation as a list of nodes, each after what it needs, with what is computed twice
/// merged.
final class Graph {

  /// One value: an input, a constant, or the result of an operation.
  static final class Node {
    private final int id;
    private final Signature signature;
    private final @Nullable Op operation;
    private final List<Node> operands;
    private final @Nullable Tensor constant;

    Node(
        int id,
        Signature signature,
        @Nullable Op operation,
        List<Node> operands,
        @Nullable Tensor constant) {
      this.id = id;
      this.signature = signature;
      this.operation = operation;
      this.operands = operands;
      this.constant = constant;
    }

    int id() {
      return id;
    }

    Signature signature() {
      return signature;
    }

    Shape shape() {
      return signature.shape();
    }

    @Nullable Op operation() {
      return operation;
    }

    List<Node> operands() {
      return operands;
    }

    @Nullable Tensor constant() {
      return constant;
    }

    /// Whether this is the same array as its operand, seen with another shape.
    boolean isView() {
      return operation instanceof Op.Reshape;
    }

    /// The node whose array this one shows.
    Node storage() {
      Node node = this;
      while (node.isView()) {
        node = node.operands.getFirst();
      }
      return node;
    }
  }

  private record Key(Op operation, List<Integer> operands) {}

  final List<Node> inputs = new ArrayList<>();
  final List<Node> outputs = new ArrayList<>();
  final List<Node> nodes = new ArrayList<>();

  private final IdentityHashMap<Tensor, Node> known = new IdentityHashMap<>();
  private final HashMap<Key, Node> computed = new HashMap<>();
  private int created;

  Graph(List<Tensor> inputs, List<Tensor> outputs) {
    for (Tensor input : inputs) {
      Node node = node(input.signature(), null, List.of(), null);
      this.inputs.add(node);
      known.put(input, node);
    }
    for (Tensor output : outputs) {
      this.outputs.add(of(output));
    }
    collect();
  }

  private Node node(
      Signature signature, @Nullable Op op, List<Node> operands, @Nullable Tensor constant) {
    return new Node(created++, signature, op, operands, constant);
  }

  /// The node of a tensor. Deep graphs are walked with an explicit stack.
  private Node of(Tensor tensor) {
    var stack = new ArrayList<Tensor>();
    stack.add(tensor);
    while (!stack.isEmpty()) {
      Tensor next = stack.getLast();
      if (known.containsKey(next)) {
        stack.removeLast();
        continue;
      }
      if (!next.isSymbolic()) {
        known.put(next, node(next.signature(), null, List.of(), next.detach()));
        continue;
      }
      if (next.operation() == null) {
        throw new TensorException(
            "trace: the function used a symbolic tensor, "
                + next.signature()
                + ", that is not one of its inputs; pass it as an input");
      }
      boolean ready = true;
      for (Tensor operand : next.inputs()) {
        if (!known.containsKey(operand)) {
          stack.add(operand);
          ready = false;
        }
      }
      if (ready) {
        known.put(next, simplified(next));
        stack.removeLast();
      }
    }
    return java.util.Objects.requireNonNull(known.get(tensor));
  }

  private Node simplified(Tensor tensor) {
    Op op = java.util.Objects.requireNonNull(tensor.operation());
    var operands = new ArrayList<Node>();
    for (Tensor operand : tensor.inputs()) {
      operands.add(java.util.Objects.requireNonNull(known.get(operand)));
    }
    if (op instanceof Op.Reshape) {
      Node from = operands.getFirst().storage();
      if (from.shape().equals(tensor.shape())) {
        return from;
      }
      operands.set(0, from);
    }
    if (op instanceof Op.Binary || op instanceof Op.Comparison || op instanceof Op.Where) {
      skipBroadcasts(operands, tensor.shape());
    }
    var key = new Key(op, operands.stream().map(Node::id).toList());
    Node existing = op instanceof Op.Custom ? null : computed.get(key);
    if (existing != null) {
      return existing;
    }
    Node node = node(tensor.signature(), op, List.copyOf(operands), null);
    computed.put(key, node);
    return node;
  }

  /// Elementwise operations repeat their operands themselves.
  private static void skipBroadcasts(List<Node> operands, Shape result) {
    for (int i = 0; i < operands.size(); i++) {
      Node operand = operands.get(i);
      if (operand.operation instanceof Op.Broadcast) {
        Node small = operand.operands.getFirst();
        Shape shape = small.shape();
        for (int other = 0; other < operands.size(); other++) {
          if (other != i) {
            shape = Shape.broadcast("trace", shape, operands.get(other).shape());
          }
        }
        if (shape.equals(result)) {
          operands.set(i, small);
        }
      }
    }
  }

  /// Keeps what the outputs need, in the order in which it was built.
  private void collect() {
    var needed = Collections.newSetFromMap(new IdentityHashMap<Node, Boolean>());
    var stack = new ArrayList<>(outputs);
    while (!stack.isEmpty()) {
      Node node = stack.removeLast();
      if (needed.add(node)) {
        stack.addAll(node.operands);
      }
    }
    needed.addAll(inputs);
    nodes.addAll(needed);
    nodes.sort(java.util.Comparator.comparingInt(Node::id));
  }
}
