package gradus.tensor;

import gradus.tensor.Graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/// What makes a [Graph] of the tensors that a traced function gave: walks back to its inputs,
/// merges what is computed twice, and leaves out what no output needs.
final class GraphBuilder {
  private record Key(Op operation, List<Integer> operands) {}

  private final List<Node> inputs = new ArrayList<>();
  private final List<Node> outputs = new ArrayList<>();
  private final IdentityHashMap<Tensor, Node> known = new IdentityHashMap<>();
  private final HashMap<Key, Node> computed = new HashMap<>();
  private int created;

  GraphBuilder(List<Tensor> inputs, List<Tensor> outputs) {
    for (Tensor input : inputs) {
      Node node = node(input.signature(), new Graph.Input(this.inputs.size()));
      this.inputs.add(node);
      known.put(input, node);
    }
    for (Tensor output : outputs) {
      this.outputs.add(of(output));
    }
  }

  private Node node(Signature signature, Graph.Kind kind) {
    return new Node(created++, signature, kind);
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
        known.put(next, node(next.signature(), new Graph.Constant(next.detach())));
        continue;
      }
      if (next.operation() == null) {
        throw new TensorException(
            "trace: the function used a symbolic tensor, %s"
                + ", that is not one of its inputs; pass it as an input",
            next.signature());
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
    return Objects.requireNonNull(known.get(tensor));
  }

  private Node simplified(Tensor tensor) {
    Op op = Objects.requireNonNull(tensor.operation());
    var operands = new ArrayList<Node>();
    for (Tensor operand : tensor.inputs()) {
      operands.add(Objects.requireNonNull(known.get(operand)));
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
    Node node = node(tensor.signature(), new Graph.Operation(op, operands));
    computed.put(key, node);
    return node;
  }

  /// Elementwise operations repeat their operands themselves.
  private static void skipBroadcasts(List<Node> operands, Shape result) {
    for (int i = 0; i < operands.size(); i++) {
      Node operand = operands.get(i);
      if (operand.operation() instanceof Op.Broadcast) {
        Node small = operand.operands().getFirst();
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

  /// What the outputs need and the inputs, in the order in which it was built.
  Graph build() {
    var needed = Collections.newSetFromMap(new IdentityHashMap<Node, Boolean>());
    var stack = new ArrayList<>(outputs);
    while (!stack.isEmpty()) {
      Node node = stack.removeLast();
      if (needed.add(node)) {
        stack.addAll(node.operands());
      }
    }
    needed.addAll(inputs);
    var kept = new IdentityHashMap<Node, Node>();
    var nodes = new ArrayList<Node>();
    needed.stream()
        .sorted(Comparator.comparingInt(Node::id))
        .forEach(node -> {
          Graph.Kind kind =
              switch (node.kind()) {
                case Graph.Operation(Op op, List<Node> operands) ->
                    new Graph.Operation(op, all(operands, kept));
                case Graph.Input input -> input;
                case Graph.Constant constant -> constant;
              };
          var numbered = new Node(nodes.size(), node.signature(), kind);
          kept.put(node, numbered);
          nodes.add(numbered);
        });
    return new Graph(nodes, all(inputs, kept), all(outputs, kept));
  }

  private static List<Node> all(List<Node> nodes, IdentityHashMap<Node, Node> kept) {
    return nodes.stream().map(node -> Objects.requireNonNull(kept.get(node))).toList();
  }
}
