package gradus.tensor;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The graph of a function for batches of every size: a graph for one size, and which of its
/// numbers follow it. Formats with open axes, such as ONNX, are written from it.
///
/// Sizes are found out by tracing the function with several sizes of batch. The graphs must be the
/// same but for numbers that follow the batch along a line ([Extent]): sizes of values, and integer
/// settings of operations, such as the stops of a slice.
///
/// ```java
/// var open = OpenGraph.trace(in -> List.of(in.get(0).flatten(1).matmul(w)),
///     List.of(Signature.floats(28, 28)));
/// open.sizes(open.graph().outputs().getFirst());   // [N, 10]
/// ```
public final class OpenGraph {
  private final Graph graph;
  private final int batch;
  private final List<List<Extent>> sizes;
  private final List<Map<String, List<Extent>>> settings;

  /// @param sizes by node
  /// @param settings by node
  OpenGraph(
      Graph graph, int batch, List<List<Extent>> sizes, List<Map<String, List<Extent>>> settings) {
    this.graph = graph;
    this.batch = batch;
    this.sizes = sizes;
    this.settings = settings;
  }

  /// Traces a function whose inputs all have the batch as their first axis.
  ///
  /// A constant that has the batch's size, such as the zeros that a recurrent layer begins with, is
  /// kept once and broadcast, if it repeats along the batch.
  ///
  /// @param samples types and shapes of the inputs, without the batch's axis
  /// @throws TracingException where what the function does depends on the size of the batch in
  ///   another way than along a line, and where it decides by it
  public static OpenGraph trace(UnaryOperator<List<Tensor>> function, List<Signature> samples) {
    return trace(function, List.of(), samples);
  }

  /// Traces a function whose last inputs have the batch as their first axis, and whose first ones,
  /// such as the weights of a model, have nothing to do with it.
  ///
  /// @param fixed types and shapes of the first inputs
  /// @param samples types and shapes of the last inputs, without the batch's axis
  /// @throws TracingException as above
  public static OpenGraph trace(
      UnaryOperator<List<Tensor>> function, List<Signature> fixed, List<Signature> samples) {
    return OpenBatch.trace(function, fixed, samples);
  }

  /// The graph for batches of [#batch] samples.
  public Graph graph() {
    return graph;
  }

  /// The size of the batch that the graph was traced with. It has no meaning of its own.
  public int batch() {
    return batch;
  }

  /// The sizes of a node of the graph, axis by axis.
  public List<Extent> sizes(Graph.Node node) {
    return sizes.get(require(node));
  }

  /// The integer settings of a node's operation, by their names in its record; a single number is a
  /// list of one. Nothing for inputs and constants, and settings that are no integers are not
  /// there: they do not depend on the batch.
  public Map<String, List<Extent>> settings(Graph.Node node) {
    return settings.get(require(node));
  }

  private int require(Graph.Node node) {
    if (node.id() >= graph.nodes().size() || !graph.nodes().get(node.id()).equals(node)) {
      throw new TensorException(
          "open graph: \"%s\" is a node of another graph; take it from graph()", node);
    }
    return node.id();
  }

  /// One line for each node, and a last one that names the outputs; the batch is `N`.
  @Override
  public String toString() {
    return GraphText.of(this);
  }
}
