package gradus.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What makes an [OpenGraph]: compares the graphs of one function for batches of several sizes,
/// node by node.
final class OpenBatch {
  /// Two sizes give a line, and the third tells whether it is one. Primes that few models have as a
  /// size of their own, with which a batch would be confused, and that are more than a few rows to
  /// [Choices].
  private static final int[] BATCHES = {101, 103, 107};

  private static final Message ADVICE =
      Message.of(
          "; let the function do the same for every batch, and keep the batch an axis of its own");

  private final List<Graph> graphs;

  private OpenBatch(List<Graph> graphs) {
    this.graphs = graphs;
  }

  static OpenGraph trace(
      UnaryOperator<List<Tensor>> function, List<Signature> fixed, List<Signature> samples) {
    var traced =
        new OpenBatch(
            IntStream.of(BATCHES)
                .mapToObj(batch -> Graph.trace(function, inputs(fixed, samples, batch)))
                .toList());
    traced.requireOneStructure();
    return new OpenBatch(traced.withBroadcastConstants()).result();
  }

  private static List<Signature> inputs(List<Signature> fixed, List<Signature> samples, int batch) {
    var inputs = new ArrayList<>(fixed);
    samples.forEach(
        sample -> inputs.add(new Signature(sample.dtype(), sample.shape().insert(0, batch))));
    return inputs;
  }

  private Graph first() {
    return graphs.getFirst();
  }

  /// What each graph has in a place.
  private <T> List<T> all(int id, Function<Graph.Node, T> part) {
    return graphs.stream().map(graph -> part.apply(graph.nodes().get(id))).toList();
  }

  private static boolean allEqual(List<?> values) {
    return values.stream().allMatch(values.getFirst()::equals);
  }

  private void requireOneStructure() {
    int fewest = graphs.stream().mapToInt(graph -> graph.nodes().size()).min().orElse(0);
    for (int id = 0; id < fewest; id++) {
      if (!allEqual(all(id, OpenBatch::structure))) {
        throw different(id);
      }
    }
    if (!allEqual(graphs.stream().map(OpenBatch::ends).toList())) {
      throw new TracingException(
          "open batch: the function applies %s operations to batches of %s samples%s",
          graphs.stream().map(graph -> graph.nodes().size()).toList(), batches(), ADVICE);
    }
  }

  /// All of a node that no batch may change.
  private static List<Object> structure(Graph.Node node) {
    var operands = node.operands().stream().map(Graph.Node::id).toList();
    Object kind =
        switch (node.kind()) {
          case Graph.Input input -> input;
          case Graph.Constant _ -> "constant";
          case Graph.Operation(Op op, _) -> Attributes.kind(op);
        };
    return List.of(kind, operands, node.signature().dtype(), node.shape().rank());
  }

  /// How many nodes there are, and which of them are outputs.
  private static List<Object> ends(Graph graph) {
    return List.of(graph.nodes().size(), graph.outputs().stream().map(Graph.Node::id).toList());
  }

  private static List<Integer> batches() {
    return IntStream.of(BATCHES).boxed().toList();
  }

  private TracingException different(int id) {
    return new TracingException(
        "open batch: what the function does depends on the size of the batch, %s for batches of %s"
            + " samples%s",
        all(id, node -> "\"" + node + "\""), batches(), ADVICE);
  }

  /// The graphs, in which constants of the batch's size are broadcast from one sample.
  private List<Graph> withBroadcastConstants() {
    int count = first().nodes().size();
    var samples = new ArrayList<@Nullable Tensor>(Collections.nCopies(count, null));
    for (int id = 0; id < count; id++) {
      if (first().nodes().get(id).constant() != null) {
        samples.set(id, sample(id));
      }
    }
    return graphs.stream().map(graph -> withBroadcast(graph, samples)).toList();
  }

  /// The one sample that a constant of the batch's size repeats; null for other constants.
  private @Nullable Tensor sample(int id) {
    List<Tensor> values = all(id, node -> Objects.requireNonNull(node.constant()));
    Tensor sample = values.getFirst();
    for (int axis = 0; axis < sample.shape().rank(); axis++) {
      int one = axis;
      if (!allEqual(values.stream().map(value -> value.size(one)).toList())) {
        sample = sample.slice(axis, 0, 1);
      }
    }
    boolean open = !allEqual(values.stream().map(Tensor::shape).toList());
    for (Tensor value : values) {
      boolean same =
          open
              ? value.dtype() != DType.INT64
                  && Arrays.sameBits(sample.broadcastTo(value.shape()), value)
              : Arrays.sameBits(sample, value);
      if (!same) {
        throw different(id);
      }
    }
    return open ? sample : null;
  }

  private static Graph withBroadcast(Graph graph, List<@Nullable Tensor> samples) {
    var nodes = new ArrayList<Graph.Node>();
    var now = new ArrayList<Graph.Node>();
    for (Graph.Node node : graph.nodes()) {
      Tensor sample = samples.get(node.id());
      Graph.Kind kind =
          switch (node.kind()) {
            case Graph.Constant _ when sample != null -> {
              var one =
                  new Graph.Node(nodes.size(), sample.signature(), new Graph.Constant(sample));
              nodes.add(one);
              yield new Graph.Operation(new Op.Broadcast(node.shape()), List.of(one));
            }
            case Graph.Operation(Op op, List<Graph.Node> operands) ->
                new Graph.Operation(op, places(operands, now));
            case Graph.Input input -> input;
            case Graph.Constant constant -> constant;
          };
      var moved = new Graph.Node(nodes.size(), node.signature(), kind);
      nodes.add(moved);
      now.add(moved);
    }
    return new Graph(nodes, places(graph.inputs(), now), places(graph.outputs(), now));
  }

  private static List<Graph.Node> places(List<Graph.Node> nodes, List<Graph.Node> now) {
    return nodes.stream().map(node -> now.get(node.id())).toList();
  }

  private OpenGraph result() {
    var sizes = new ArrayList<List<Extent>>();
    var settings = new ArrayList<Map<String, List<Extent>>>();
    for (int id = 0; id < first().nodes().size(); id++) {
      sizes.add(extents(id, all(id, node -> node.shape().toList())));
      settings.add(settings(id));
    }
    return new OpenGraph(
        first(), BATCHES[0], List.copyOf(sizes), Collections.unmodifiableList(settings));
  }

  private Map<String, List<Extent>> settings(int id) {
    Op op = first().nodes().get(id).operation();
    if (op == null) {
      return Map.of();
    }
    var settings = new LinkedHashMap<String, List<Extent>>();
    for (String name : Attributes.of(op).keySet()) {
      List<Object> values =
          all(
              id,
              node ->
                  Objects.requireNonNull(
                      Attributes.of(Objects.requireNonNull(node.operation())).get(name)));
      List<@Nullable List<Integer>> numbers = values.stream().map(OpenBatch::numbers).toList();
      if (!numbers.contains(null)) {
        settings.put(name, extents(id, numbers));
      } else if (!allEqual(values.stream().map(OpenBatch::comparable).toList())) {
        throw different(id);
      }
    }
    return Collections.unmodifiableMap(settings);
  }

  /// The whole numbers of a setting, or null where it holds something else.
  private static @Nullable List<Integer> numbers(Object setting) {
    return switch (setting) {
      case Integer number -> List.of(number);
      case Shape shape -> shape.toList();
      case List<?> list when list.stream().allMatch(Integer.class::isInstance) ->
          list.stream().map(Integer.class::cast).toList();
      default -> null;
    };
  }

  /// Users' functions have no equality of their own.
  private static Object comparable(Object setting) {
    return setting instanceof Differentiable function ? function.name() : setting;
  }

  /// The lines on which numbers lie, each list being those of one graph.
  private List<Extent> extents(int id, List<List<Integer>> numbers) {
    if (!allEqual(numbers.stream().map(List::size).toList())) {
      throw different(id);
    }
    var extents = new ArrayList<Extent>();
    for (int i = 0; i < numbers.getFirst().size(); i++) {
      int place = i;
      extents.add(extent(id, numbers.stream().map(list -> list.get(place)).toList()));
    }
    return List.copyOf(extents);
  }

  private Extent extent(int id, List<Integer> numbers) {
    int perBatch = (numbers.get(1) - numbers.get(0)) / (BATCHES[1] - BATCHES[0]);
    var extent = new Extent(numbers.get(0) - perBatch * BATCHES[0], perBatch);
    for (int i = 0; i < BATCHES.length; i++) {
      if (extent.at(BATCHES[i]) != numbers.get(i)) {
        throw new TracingException(
            "open batch: in \"%s\" a size is %s for batches of %s samples, which is no multiple of the batch plus a constant%s",
            first().nodes().get(id), numbers, batches(), ADVICE);
      }
    }
    return extent;
  }
}
