package gradus.tensor;

import gradus.tensor.Graph.Node;
import gradus.tensor.kernel.Epilogue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A graph made ready to run: its units in order, and an array for every value, shared by values
/// that are never needed at one time.
final class Plan {

  /// What computes one unit, reading and writing `values` by node id.
  interface Step {
    void run(@Nullable Tensor[] values);
  }

  final Graph graph;
  final List<Step> steps = new ArrayList<>();
  final int ids;

  private final List<Fusion.Unit> units;
  private final Map<Integer, Integer> madeBy = new HashMap<>();
  private final Map<Integer, FusedLoop> loops = new HashMap<>();
  private final Map<Integer, Integer> lastUse = new HashMap<>();
  private final BitSet outputs = new BitSet();
  private final Map<Integer, Integer> bufferOf = new HashMap<>();
  private final List<Integer> capacities = new ArrayList<>();
  private final List<DType> types = new ArrayList<>();
  private final List<Node> views;
  private final Map<Node, List<Node>> viewsOf = new HashMap<>();
  private final Map<Integer, Boolean> overwrites = new ConcurrentHashMap<>();

  Plan(Graph graph) {
    this.graph = graph;
    ids = graph.nodes().isEmpty() ? 0 : graph.nodes().getLast().id() + 1;
    units = Fusion.of(graph);
    views = graph.nodes().stream().filter(Node::isView).toList();
    views.forEach(
        view -> viewsOf.computeIfAbsent(view.storage(), _ -> new ArrayList<>()).add(view));
    graph.outputs().forEach(output -> outputs.set(output.storage().id()));
    for (int u = 0; u < units.size(); u++) {
      for (Node member : units.get(u).members()) {
        madeBy.put(member.id(), u);
        for (Node operand : member.operands()) {
          lastUse.put(operand.storage().id(), u);
        }
      }
    }
    for (Fusion.Unit unit : units) {
      steps.add(step(unit));
    }
    assignBuffers();
  }

  /// Makes one loop of what can be, without waiting until that pays.
  void makeLoops() {
    loops.values().forEach(FusedLoop::makeLoops);
  }

  /// Whether a value must exist as an array after the unit that makes it.
  private boolean escapes(Node node) {
    int unit = madeBy.getOrDefault(node.id(), -1);
    return outputs.get(node.id()) || lastUse.getOrDefault(node.id(), -1) > unit;
  }

  private Step step(Fusion.Unit unit) {
    Node first = unit.members().getFirst();
    if (Fusion.isElementwise(first)) {
      var loop = new FusedLoop(unit, this::escapes);
      unit.members().forEach(member -> loops.put(member.id(), loop));
      return loop::run;
    }
    if (first.operation() instanceof Op.MatMul || first.operation() instanceof Op.Convolve) {
      return product(unit);
    }
    if (first.operation() instanceof Op.WindowArgMax op && unit.members().size() > 1) {
      return maximum(op, first, unit.last());
    }
    Op op = java.util.Objects.requireNonNull(first.operation());
    int[] operands = first.operands().stream().mapToInt(Node::id).toArray();
    // A user's function may keep what it is given, and arrays here are written again.
    return values -> {
      var in = new Tensor[operands.length];
      for (int i = 0; i < in.length; i++) {
        Tensor operand = at(values, operands[i]);
        in[i] = op instanceof Op.Custom ? State.copy(operand) : operand;
      }
      Evaluator.run(
          op, java.util.Arrays.asList(in), first.signature(), at(values, first.id()).array());
    };
  }

  /// The largest numbers that windows see, and their places where these are needed.
  private Step maximum(Op.WindowArgMax op, Node places, Node values) {
    int x = places.operands().getFirst().id();
    boolean escapes = escapes(places);
    return all ->
        Convolving.maximum(
            op,
            at(all, x),
            places.signature(),
            escapes ? (int[]) at(all, places.id()).array() : null,
            (float[]) at(all, values.id()).array());
  }

  /// A product or convolution, and the bias and ReLU that it takes along.
  private static Step product(Fusion.Unit unit) {
    Node product = unit.members().getFirst();
    Op op = java.util.Objects.requireNonNull(product.operation());
    int a = product.operands().get(0).id();
    int b = product.operands().get(1).id();
    int last = unit.last().id();
    int bias = -1;
    boolean relu = false;
    for (Node follower : unit.members().subList(1, unit.members().size())) {
      if (follower.operation() == Op.Binary.ADD) {
        bias = Fusion.otherOperand(follower, product).id();
      } else {
        relu = true;
      }
    }
    var form = op instanceof Op.Convolve ? Epilogue.forRows(relu) : Epilogue.forColumns(relu);
    int biasId = bias;
    return values -> {
      Epilogue epilogue = biasId < 0 ? form : form.withBias((float[]) at(values, biasId).array());
      Tensor left = at(values, a);
      Tensor right = at(values, b);
      Object y = at(values, last).array();
      if (op instanceof Op.Convolve convolve) {
        Convolving.convolve(convolve, left, right, product.signature(), y, epilogue);
      } else {
        MatrixProduct.run((Op.MatMul) op, left, right, product.signature(), y, epilogue);
      }
    };
  }

  /// A linear scan: each value takes the free array that fits it best, and gives it back after its
  /// last use.
  private void assignBuffers() {
    var free = new ArrayList<Integer>();
    for (int u = 0; u < units.size(); u++) {
      for (Node member : units.get(u).members()) {
        if (!outputs.get(member.id()) && isArray(units.get(u), member)) {
          bufferOf.put(member.id(), take(free, member.signature()));
        }
      }
      var dead = new ArrayList<Integer>();
      for (Node member : units.get(u).members()) {
        for (Node operand : member.operands()) {
          int id = operand.storage().id();
          Integer buffer = bufferOf.get(id);
          if (buffer != null && lastUse.getOrDefault(id, -1) == u && !dead.contains(buffer)) {
            dead.add(buffer);
          }
        }
      }
      free.addAll(dead);
    }
  }

  /// Whether a member of a unit is written to memory.
  private boolean isArray(Fusion.Unit unit, Node member) {
    boolean computedAnyway =
        !Fusion.isElementwise(unit.members().getFirst()) && member == unit.last();
    return computedAnyway || escapes(member);
  }

  private int take(List<Integer> free, Signature signature) {
    int need = signature.shape().elements();
    int best = -1;
    for (int buffer : free) {
      if (types.get(buffer) != signature.dtype()) {
        continue;
      }
      if (best < 0 || fits(capacities.get(buffer), capacities.get(best), need)) {
        best = buffer;
      }
    }
    if (best < 0) {
      types.add(signature.dtype());
      capacities.add(need);
      return capacities.size() - 1;
    }
    free.remove(Integer.valueOf(best));
    capacities.set(best, Math.max(need, capacities.get(best)));
    return best;
  }

  /// Whether a free array suits better than another: the smallest that is large enough, else the
  /// largest, which then grows.
  private static boolean fits(int capacity, int other, int need) {
    return capacity >= need ? other < need || capacity < other : other < need && capacity > other;
  }

  /// The values' places before a run: constants and shared arrays, with room for inputs and
  /// outputs.
  @Nullable Tensor[] workspace() {
    var arrays = new Object[capacities.size()];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = Arrays.allocate(types.get(i), capacities.get(i));
    }
    var values = new @Nullable Tensor[ids];
    for (Node node : graph.nodes()) {
      Integer buffer = bufferOf.get(node.id());
      if (node.constant() != null) {
        values[node.id()] = node.constant();
      } else if (buffer != null) {
        values[node.id()] = wrap(node, arrays[buffer]);
      }
    }
    for (Node view : views) {
      Tensor storage = values[view.storage().id()];
      if (storage != null) {
        values[view.id()] = wrap(view, storage.array());
      }
    }
    return values;
  }

  /// The value of a node, which is there while a unit that needs it runs.
  static Tensor at(@Nullable Tensor[] values, int id) {
    return java.util.Objects.requireNonNull(values[id]);
  }

  static Tensor wrap(Node node, Object array) {
    return new Tensor(node.signature().dtype(), node.shape(), array, false, null, List.of());
  }

  /// Puts an array in the place of an input or output, and of everything that shows it with another
  /// shape.
  void place(@Nullable Tensor[] values, Node node, Object array) {
    values[node.id()] = wrap(node, array);
    for (Node view : viewsOf.getOrDefault(node, List.of())) {
      values[view.id()] = wrap(view, array);
    }
  }

  /// Whether an output is computed here, rather than being an input or a constant.
  boolean isComputed(Node output) {
    return madeBy.containsKey(output.storage().id());
  }

  /// Whether output `i` may be written over the array of input `i`: nothing reads the input
  /// afterwards.
  boolean overwrites(int i) {
    return overwrites.computeIfAbsent(
        i, _ -> canOverwrite(graph.inputs().get(i), graph.outputs().get(i)));
  }

  private boolean canOverwrite(Node input, Node output) {
    Integer unit = madeBy.get(output.id());
    if (unit == null || output.isView() || lastUse.getOrDefault(input.id(), -1) > unit) {
      return false;
    }
    boolean alsoOutput = outputs.get(input.id());
    boolean shared = graph.outputs().stream().filter(o -> o.storage() == output).count() > 1;
    FusedLoop loop = loops.get(output.id());
    return !alsoOutput && !shared && loop != null && loop.canOverwrite(input.id(), output.id());
  }
}
