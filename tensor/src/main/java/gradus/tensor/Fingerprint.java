package gradus.tensor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The SHA-256 of a graph. Everything goes in with its kind and its length before it, so that no
/// two graphs write the same bytes.
final class Fingerprint {
  /// Changes where the bytes that stand for a graph do.
  private static final String FORMAT = "gradus graph 1";

  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 14);

  private Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new StateException(Message.of("every Java platform has SHA-256"), impossible);
    }
  }

  static String of(Graph graph) {
    var fingerprint = new Fingerprint();
    fingerprint.text(FORMAT);
    fingerprint.number(graph.nodes().size());
    graph.nodes().forEach(fingerprint::node);
    fingerprint.ids(graph.inputs());
    fingerprint.ids(graph.outputs());
    return fingerprint.result();
  }

  private void node(Graph.Node node) {
    value(node.signature());
    switch (node.kind()) {
      case Graph.Input(int index) -> {
        text("input");
        number(index);
      }
      case Graph.Constant(Tensor constant) -> {
        text("constant");
        elements(constant);
      }
      case Graph.Operation(Op op, List<Graph.Node> operands) -> {
        text("operation");
        text(Attributes.kind(op));
        ids(operands);
        Attributes.of(op).values().forEach(this::value);
      }
    }
  }

  private void ids(List<Graph.Node> nodes) {
    number(nodes.size());
    nodes.forEach(node -> number(node.id()));
  }

  private void value(Object value) {
    switch (value) {
      case Integer number -> number(number);
      case Double number -> number(Double.doubleToLongBits(number));
      case Boolean truth -> number(truth ? 1 : 0);
      case Enum<?> constant -> text(constant.name());
      case Shape shape -> value(shape.toList());
      case List<?> list -> {
        number(list.size());
        list.forEach(this::value);
      }
      case Differentiable function -> text(function.name());
      case Record record -> Attributes.of(record).values().forEach(this::value);
      default ->
          throw new StateException(
              "fingerprint: a setting is %s, which has no place in it yet", value.getClass());
    }
  }

  private void elements(Tensor x) {
    int count = x.shape().elements();
    switch (x.array()) {
      case float[] values -> {
        for (int i = 0; i < count; i++) {
          room(Integer.BYTES).putInt(Float.floatToIntBits(values[i]));
        }
      }
      case double[] values -> {
        for (int i = 0; i < count; i++) {
          number(Double.doubleToLongBits(values[i]));
        }
      }
      case int[] values -> {
        for (int i = 0; i < count; i++) {
          room(Integer.BYTES).putInt(values[i]);
        }
      }
      case long[] values -> {
        for (int i = 0; i < count; i++) {
          number(values[i]);
        }
      }
      case boolean[] values -> {
        for (int i = 0; i < count; i++) {
          room(1).put((byte) (values[i] ? 1 : 0));
        }
      }
      default -> throw new StateException("fingerprint of %s", x.signature());
    }
  }

  private void number(long number) {
    room(Long.BYTES).putLong(number);
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    for (byte one : bytes) {
      room(1).put(one);
    }
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      drain();
    }
    return buffer;
  }

  private void drain() {
    digest.update(buffer.flip());
    buffer.clear();
  }

  private String result() {
    drain();
    return HexFormat.of().formatHex(digest.digest());
  }
}
