package gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// One configuration that `scripts/reference/sequence_samples.py` stored: inputs, weights, and what
/// PyTorch made of them.
record SequenceReference(String name, JsonCursor json) {
  static List<SequenceReference> all(String file) throws IOException {
    try (InputStream in = SequenceReference.class.getResourceAsStream(file)) {
      List<SequenceReference> all = new ArrayList<>();
      for (JsonCursor json : Json.parse(in.readAllBytes()).cursor("samples").elements()) {
        String kind = json.member("kind").text();
        all.add(new SequenceReference(all.size() + " " + kind, json));
      }
      return all;
    }
  }

  @Override
  public String toString() {
    return name;
  }

  int number(String member) {
    return json.member(member).integer();
  }

  boolean truth(String member) {
    return json.member(member).truth();
  }

  boolean has(String group, String member) {
    return json.member(group).names().contains(member);
  }

  /// Gives a layer the stored weights, runs it on the stored inputs, and compares the results and
  /// all gradients.
  ///
  /// @param run from the layer and the inputs to the results, each by its name
  <L extends Layer> void check(
      L layer,
      DType dtype,
      double tolerance,
      BiFunction<L, Map<String, Tensor>, Map<String, Tensor>> run) {
    JsonCursor weights = json.member("weights");
    Map<Cell, String> names = new LinkedHashMap<>();
    Structure.of(layer).allCells().forEach((name, cell) -> names.put(cell, name));
    assertThat(names.values()).hasSameElementsAs(weights.names());
    Map<String, Tensor> leaves = new LinkedHashMap<>();
    Map<Cell, Tensor> bindings = new LinkedHashMap<>();
    @SuppressWarnings("unchecked")
    L typed =
        (L)
            Structure.of(layer)
                .map(cell -> {
                  String name = names.get(cell);
                  Tensor value = tensor(weights.member(name));
                  assertThat(value.shape()).as(name).isEqualTo(cell.shape());
                  Parameter parameter = new Parameter(value.cast(dtype));
                  leaves.put(name, parameter.stored().tracked());
                  bindings.put(parameter, leaves.get(name));
                  return parameter;
                });
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (String name : json.member("inputs").names()) {
      inputs.put(name, tensor(json.member("inputs").member(name)).cast(dtype).tracked());
    }
    leaves.putAll(inputs);
    Map<String, Tensor> results =
        Pass.inference().bind(bindings).run(() -> run.apply(typed, inputs));

    JsonCursor outputs = json.member("outputs");
    assertThat(results.keySet()).hasSameElementsAs(outputs.names());
    Tensor loss = Tensor.scalar(dtype, 0);
    for (String name : results.keySet()) {
      JsonCursor output = outputs.member(name);
      assertClose(name, results.get(name), output.member("value"), tolerance);
      loss = loss.plus(results.get(name).times(tensor(output.member("g")).cast(dtype)).sum());
    }
    JsonCursor gradients = json.member("gradients");
    assertThat(leaves.keySet()).hasSameElementsAs(gradients.names());
    List<Tensor> actual = loss.gradients(List.copyOf(leaves.values()));
    int i = 0;
    for (String name : leaves.keySet()) {
      assertClose("gradient of " + name, actual.get(i++), gradients.member(name), tolerance);
    }
  }

  private static void assertClose(String what, Tensor actual, JsonCursor json, double tolerance) {
    Tensor expected = tensor(json);
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    double[] values = actual.toDoubles();
    double[] wanted = expected.toDoubles();
    for (int i = 0; i < wanted.length; i++) {
      assertThat(values[i])
          .as("%s, element %d of %s, %s", what, i, actual.shape(), actual.dtype())
          .isCloseTo(wanted[i], within(tolerance * Math.max(1, Math.abs(wanted[i]))));
    }
  }

  static Tensor tensor(JsonCursor json) {
    int[] sizes = json.member("shape").elements().stream().mapToInt(JsonCursor::integer).toArray();
    double[] values =
        json.member("values").elements().stream().mapToDouble(JsonCursor::number).toArray();
    return Tensor.of(Shape.of(sizes), values);
  }
}
