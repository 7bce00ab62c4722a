package gradus.plot;

import gradus.tensor.Message;
import java.util.List;

/// Neurons as discs in layers from left to right, and the weights between them as lines: blue where
/// they are positive, vermilion and dashed where they are negative, the wider the larger they are.
///
/// ```java
/// Layer inputs = Layer.of(Text.of("inputs", "输入"), Node.of("a"), Node.of("b"));
/// Layer output = Layer.of(Text.of("output", "输出"), Node.of("and").withLabel(Text.of("2")));
/// NetworkChart and = NetworkChart.of(Text.of("AND", "与"),
///     List.of(inputs, output), List.of(new Edge(0, 2, 1), new Edge(1, 2, 1)));
/// ```
///
/// @param title what stands above the network
/// @param layers the layers from left to right
/// @param edges the weights between them; one of 0 is not drawn
/// @param numbered whether the weights are written on the lines, where there is room
public record NetworkChart(Text title, List<Layer> layers, List<Edge> edges, boolean numbered)
    implements Panel {

  /// Neurons below each other.
  ///
  /// @param name what they are, below them; may be empty
  /// @param nodes from the top down
  public record Layer(Text name, List<Node> nodes) {
    /// Copies the list.
    public Layer {
      nodes = List.copyOf(nodes);
    }

    /// A layer of some neurons.
    public static Layer of(Text name, Node... nodes) {
      return new Layer(name, List.of(nodes));
    }
  }

  /// A neuron.
  ///
  /// @param name beside its disc; may be empty
  /// @param label inside its disc, such as a threshold; may be empty
  /// @param value what fills the disc, the more the larger it is, in the colours of weights; NaN
  ///   for an empty one
  public record Node(Text name, Text label, double value) {
    /// @throws PlotException if the value is infinite
    public Node {
      if (Double.isInfinite(value)) {
        throw new PlotException(
            "network chart: the value of node \"%s\" must be finite or NaN, not %s",
            name.english(), value);
      }
    }

    /// An empty neuron with nothing inside.
    public static Node of(Text name) {
      return new Node(name, Text.EMPTY, Double.NaN);
    }

    /// An empty neuron with nothing inside.
    public static Node of(String name) {
      return of(Text.of(name));
    }

    /// The same neuron with a text inside.
    public Node withLabel(Text newLabel) {
      return new Node(name, newLabel, value);
    }

    /// The same neuron, filled.
    ///
    /// @throws PlotException if the value is infinite
    public Node withValue(double newValue) {
      return new Node(name, label, newValue);
    }
  }

  /// A weight between two neurons.
  ///
  /// @param from where it begins, counted from 0 through all layers in order
  /// @param to where it ends, counted likewise; in a later layer
  /// @param weight finite
  public record Edge(int from, int to, double weight) {}

  /// @throws PlotException if an edge has no such nodes, does not lead to a later layer, or has a
  ///   weight that is not finite
  public NetworkChart {
    layers = List.copyOf(layers);
    edges = List.copyOf(edges);
    Message chart = Message.of("network chart \"%s\"", title.english());
    int nodes = layers.stream().mapToInt(layer -> layer.nodes().size()).sum();
    for (int i = 0; i < edges.size(); i++) {
      Edge edge = edges.get(i);
      if (Math.min(edge.from, edge.to) < 0 || Math.max(edge.from, edge.to) >= nodes) {
        throw new PlotException(
            "%s: edge %d leads from node %d to node %d, but the %d nodes count from 0",
            chart, i, edge.from, edge.to, nodes);
      }
      if (layer(layers, edge.from) >= layer(layers, edge.to)) {
        throw new PlotException(
            "%s: edge %d leads from node %d to node %d, which is in no later layer",
            chart, i, edge.from, edge.to);
      }
      if (!Double.isFinite(edge.weight)) {
        throw new PlotException(
            "%s: the weight of edge %d must be finite, not %s", chart, i, edge.weight);
      }
    }
  }

  private static int layer(List<Layer> layers, int node) {
    int layer = 0;
    int first = 0;
    while (node >= first + layers.get(layer).nodes().size()) {
      first += layers.get(layer).nodes().size();
      layer++;
    }
    return layer;
  }

  /// A network without numbers on its lines.
  ///
  /// @throws PlotException if an edge has no such nodes, does not lead to a later layer, or has a
  ///   weight that is not finite
  public static NetworkChart of(Text title, List<Layer> layers, List<Edge> edges) {
    return new NetworkChart(title, layers, edges, false);
  }

  /// The same network with its weights written on the lines, where there is room.
  public NetworkChart withNumbers() {
    return new NetworkChart(title, layers, edges, true);
  }

  /// The layer of a node that is counted from 0 through all of them.
  int layerOf(int node) {
    return layer(layers, node);
  }
}
