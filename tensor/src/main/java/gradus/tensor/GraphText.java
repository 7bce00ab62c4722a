package gradus.tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Graphs as text, one line for each node.
final class GraphText {
  private GraphText() {}

  static String of(Graph graph) {
    return lines(graph, GraphText::of);
  }

  static String of(OpenGraph open) {
    return lines(open.graph(), node -> of(open, node));
  }

  static String of(Graph.Node node) {
    return line(node, node.signature().toString(), settings(node));
  }

  private static String of(OpenGraph open, Graph.Node node) {
    Map<String, Object> settings = settings(node);
    open.settings(node)
        .forEach((name, extents) ->
            settings.replace(
                name, settings.get(name) instanceof Integer ? extents.getFirst() : extents));
    return line(node, node.signature().dtype() + open.sizes(node).toString(), settings);
  }

  private static String lines(Graph graph, Function<Graph.Node, String> line) {
    var text = new StringBuilder();
    graph.nodes().forEach(node -> text.append(line.apply(node)).append('\n'));
    return text.append("outputs ").append(names(graph.outputs())).append('\n').toString();
  }

  private static String line(Graph.Node node, String signature, Map<String, Object> settings) {
    String value =
        switch (node.kind()) {
          case Graph.Input(int index) -> "input " + index + ": " + signature;
          case Graph.Constant(Tensor constant) -> "constant: " + TensorText.onOneLine(constant);
          case Graph.Operation(Op op, List<Graph.Node> operands) ->
              String.format(
                  Locale.ROOT,
                  "%s(%s%s): %s",
                  Names.of(op),
                  names(operands),
                  text(settings),
                  signature);
        };
    return "%" + node.id() + " = " + value;
  }

  private static String names(List<Graph.Node> nodes) {
    return nodes.stream().map(node -> "%" + node.id()).collect(Collectors.joining(", "));
  }

  /// What is shown beside the name, which is all that a user's function shows.
  private static Map<String, Object> settings(Graph.Node node) {
    Op op = node.operation();
    return op == null || op instanceof Op.Custom
        ? new LinkedHashMap<>()
        : new LinkedHashMap<>(Attributes.of(op));
  }

  private static String text(Map<String, Object> settings) {
    return settings.entrySet().stream()
        .map(setting -> ", " + setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining());
  }
}
