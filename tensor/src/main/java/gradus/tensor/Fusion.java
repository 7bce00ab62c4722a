package gradus.tensor;

import gradus.tensor.Graph.Node;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// Which operations of a graph run as one pass: chains of elementwise operations, what follows a
/// matrix product, and the largest number that a window sees with its place.
///
/// Two units are merged where one feeds the other, both are elementwise with one shape, and no
/// third unit lies between them: that would close a circle.
final class Fusion {

  /// Operations that run together, in order.
  record Unit(List<Node> members) {
    Node last() {
      return members.getLast();
    }
  }

  private final int[] unitOf;

  /// By unit, the newest node among it and all that it needs.
  private final int[] newest;

  private final Map<Integer, List<Node>> members = new HashMap<>();
  private final Map<Node, List<Node>> consumers = new HashMap<>();
  private final BitSet outputs = new BitSet();

  private Fusion(Graph graph) {
    int ids = graph.nodes().isEmpty() ? 0 : graph.nodes().getLast().id() + 1;
    unitOf = new int[ids];
    newest = new int[ids];
    for (Node node : graph.nodes()) {
      unitOf[node.id()] = node.id();
      newest[node.id()] = node.id();
      members.put(node.id(), new ArrayList<>(List.of(node)));
      for (Node operand : node.operands()) {
        consumers.computeIfAbsent(operand, _ -> new ArrayList<>()).add(node);
      }
    }
    for (Node output : graph.outputs()) {
      outputs.set(output.id());
      outputs.set(output.storage().id());
    }
  }

  /// The units of a graph in an order in which each comes after what it needs. Inputs, constants
  /// and views are in none.
  static List<Unit> of(Graph graph) {
    var fusion = new Fusion(graph);
    for (Node node : graph.nodes()) {
      fusion.absorbEpilogue(node);
      fusion.absorbMaximum(node);
    }
    // From the end: what only the way back needs joins the way back, and need not be stored.
    for (Node node : graph.nodes().reversed()) {
      if (isElementwise(node)) {
        for (Node operand : node.operands()) {
          fusion.merge(operand, node);
        }
      }
    }
    return fusion.inOrder();
  }

  /// Whether a float pass over chunks can compute a node.
  static boolean isElementwise(Node node) {
    if (node.operation() == null || node.shape().elements() == 0) {
      return false;
    }
    return switch (node.operation()) {
      case Op.Unary _, Op.Binary _, Op.Where _ -> node.signature().dtype() == DType.FLOAT32;
      case Op.Comparison _ -> node.operands().getFirst().signature().dtype() == DType.FLOAT32;
      case Op.Logic _ -> true;
      default -> false;
    };
  }

  /// A product or convolution followed by a bias, and that by a ReLU, where nobody else needs what
  /// lies between.
  private void absorbEpilogue(Node product) {
    if (product.signature().dtype() != DType.FLOAT32 || product.shape().elements() == 0) {
      return;
    }
    boolean convolution = product.operation() instanceof Op.Convolve;
    if (!convolution
        && (!(product.operation() instanceof Op.MatMul)
            || product.shape().elements(0, product.shape().rank() - 2) != 1)) {
      return;
    }
    Node end = product;
    Node add = onlyConsumer(end);
    // The sum of two products may be a bias to both, but only one can take it along.
    if (add != null
        && unitOf[add.id()] == add.id()
        && add.operation() == Op.Binary.ADD
        && add.shape().elements() == product.shape().elements()) {
      Node bias = otherOperand(add, product);
      if (convolution
          ? isForEachFilter(bias.shape(), add.shape(), product.shape())
          : isForEachColumn(bias.shape(), add.shape(), product.shape())) {
        take(product, add);
        end = add;
      }
    }
    Node relu = onlyConsumer(end);
    if (relu != null && relu.operation() == Op.Unary.RELU) {
      take(product, relu);
    }
  }

  /// The places of the largest that windows see, and these numbers, taken from the places.
  private void absorbMaximum(Node places) {
    if (!(places.operation() instanceof Op.WindowArgMax)) {
      return;
    }
    Node x = places.operands().getFirst();
    int plane = x.shape().elements(2, 4);
    for (Node user : usersOf(places)) {
      Node from = user.operands().getFirst();
      if (user.operation() instanceof Op.TakeAlong take
          && take.axis() == 2
          && from.signature().dtype() == DType.FLOAT32
          && from.storage() == x.storage()
          && from.shape().equals(Shape.of(x.shape().size(0), x.shape().size(1), plane))) {
        take(places, user);
        return;
      }
    }
  }

  /// What uses a value, seen through views.
  private List<Node> usersOf(Node node) {
    var users = new ArrayList<Node>();
    for (Node user : consumers.getOrDefault(node, List.of())) {
      if (user.isView()) {
        users.addAll(usersOf(user));
      } else {
        users.add(user);
      }
    }
    return users;
  }

  private static boolean isForEachColumn(Shape bias, Shape sum, Shape product) {
    int columns = product.size(-1);
    return bias.elements() == columns
        && columns > 1
        && bias.rank() > 0
        && bias.size(-1) == columns
        && sum.size(-1) == columns;
  }

  private static boolean isForEachFilter(Shape bias, Shape sum, Shape product) {
    int filters = product.size(1);
    int axis = bias.rank() - 1;
    while (axis > 0 && bias.size(axis) == 1) {
      axis--;
    }
    int inSum = axis + sum.rank() - bias.rank();
    return bias.rank() > 0
        && bias.size(axis) == filters
        && bias.elements() == filters
        && sum.size(inSum) == filters
        && sum.elements(inSum + 1, sum.rank()) == product.elements(2, 4);
  }

  static Node otherOperand(Node node, Node one) {
    return node.operands().getFirst().storage() == one.storage()
        ? node.operands().get(1)
        : node.operands().getFirst();
  }

  /// The one node that uses a value, seen through views, or null where there are more, or the value
  /// is an output.
  private @org.jspecify.annotations.Nullable Node onlyConsumer(Node node) {
    Node seen = node;
    while (true) {
      List<Node> users = consumers.getOrDefault(seen, List.of());
      if (outputs.get(seen.id()) || users.size() != 1) {
        return null;
      }
      Node user = users.getFirst();
      if (!user.isView()) {
        // x + x uses one value twice.
        return user.operands().size() == 2
                && user.operands().get(0).storage() == user.operands().get(1).storage()
            ? null
            : user;
      }
      seen = user;
    }
  }

  private void take(Node product, Node follower) {
    int unit = unitOf[product.id()];
    unitOf[follower.id()] = unit;
    members.remove(follower.id());
    members(unit).add(follower);
    raise(unit, newest[follower.id()]);
  }

  /// Makes a unit, and all that need it, need something as new as `node`.
  private void raise(int unit, int node) {
    var stack = new ArrayList<Integer>();
    stack.add(unit);
    while (!stack.isEmpty()) {
      int next = stack.removeLast();
      if (next != unit && newest[next] >= node) {
        continue;
      }
      newest[next] = Math.max(newest[next], node);
      for (Node member : members(next)) {
        for (Node user : consumers.getOrDefault(member, List.of())) {
          if (newest[unitOf[user.id()]] < node) {
            stack.add(unitOf[user.id()]);
          }
        }
      }
    }
  }

  private List<Node> members(int unit) {
    return java.util.Objects.requireNonNull(members.get(unit));
  }

  private void merge(Node producer, Node consumer) {
    int from = unitOf[producer.id()];
    int to = unitOf[consumer.id()];
    if (from == to
        || !isElementwise(members(from).getFirst())
        || !isElementwise(members(to).getFirst())
        || !producer.shape().equals(consumer.shape())
        || reachesAround(from, to)) {
      return;
    }
    for (Node node : members(to)) {
      unitOf[node.id()] = from;
    }
    members(from).addAll(members(to));
    members(from).sort(java.util.Comparator.comparingInt(Node::id));
    members.remove(to);
    raise(from, newest[to]);
  }

  /// Whether unit `to` needs unit `from` by way of a third.
  private boolean reachesAround(int from, int to) {
    // What needs only nodes older than the unit does not need the unit.
    int oldest = members(from).getFirst().id();
    var seen = new BitSet();
    var stack = new ArrayList<Integer>();
    for (int unit : needs(to)) {
      if (unit != from && newest[unit] >= oldest) {
        stack.add(unit);
      }
    }
    while (!stack.isEmpty()) {
      int unit = stack.removeLast();
      if (!seen.get(unit)) {
        seen.set(unit);
        for (int needed : needs(unit)) {
          if (needed == from) {
            return true;
          }
          if (newest[needed] >= oldest) {
            stack.add(needed);
          }
        }
      }
    }
    return false;
  }

  private List<Integer> needs(int unit) {
    var needed = new ArrayList<Integer>();
    for (Node node : members(unit)) {
      for (Node operand : node.operands()) {
        // A view is ready when what it shows is.
        int other = unitOf[operand.storage().id()];
        if (other != unit) {
          needed.add(other);
        }
      }
    }
    return needed;
  }

  private List<Unit> inOrder() {
    var waiting = new HashMap<Integer, Integer>();
    var users = new HashMap<Integer, List<Integer>>();
    for (int unit : members.keySet()) {
      var needed = needs(unit).stream().distinct().toList();
      waiting.put(unit, needed.size());
      needed.forEach(other -> users.computeIfAbsent(other, _ -> new ArrayList<>()).add(unit));
    }
    // Ready units run in the order in which the function computed them.
    var ready =
        new PriorityQueue<Integer>(
            java.util.Comparator.comparingInt(unit -> members(unit).getLast().id()));
    waiting.forEach((unit, count) -> {
      if (count == 0) {
        ready.add(unit);
      }
    });
    var order = new ArrayList<Unit>();
    while (!ready.isEmpty()) {
      int unit = ready.remove();
      List<Node> nodes = members(unit);
      if (nodes.getFirst().operation() != null && !nodes.getFirst().isView()) {
        order.add(new Unit(List.copyOf(nodes)));
      }
      for (int user : users.getOrDefault(unit, List.of())) {
        if (waiting.merge(user, -1, Integer::sum) == 0) {
          ready.add(user);
        }
      }
    }
    if (waiting.values().stream().anyMatch(count -> count > 0)) {
      throw new StateException("program: passes that need each other were merged");
    }
    return order;
  }
}
