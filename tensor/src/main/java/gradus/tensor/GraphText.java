package gradus.tensor;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Graphs as text, one line for each node.
final class GraphText {
  private GraphText() {}

  static String of(Graph graph) {
    var text = new StringBuilder();
    graph.nodes().forEach(node -> text.append(of(node)).append('\n'));
    return text.append("outputs ").append(names(graph.outputs())).append('\n').toString();
  }

  static String of(Graph.Node node) {
    String value =
        switch (node.kind()) {
          case Graph.Input(int index) -> "input " + index + ": " + node.signature();
          case Graph.Constant(Tensor constant) -> "constant: " + constant;
          case Graph.Operation(Op op, List<Graph.Node> operands) ->
              "%s(%s%s): %s"
                  .formatted(Names.of(op), names(operands), settings(op), node.signature());
        };
    return "%" + node.id() + " = " + value;
  }

  private static String names(List<Graph.Node> nodes) {
    return nodes.stream().map(node -> "%" + node.id()).collect(Collectors.joining(", "));
  }

  private static String settings(Op op) {
    return op instanceof Op.Custom
        ? ""
        : Attributes.of(op).entrySet().stream()
            .map(GraphText::setting)
            .collect(Collectors.joining());
  }

  private static String setting(Map.Entry<String, Object> setting) {
    return ", " + setting.getKey() + "=" + setting.getValue();
  }
}
