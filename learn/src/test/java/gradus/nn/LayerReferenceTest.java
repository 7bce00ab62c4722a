package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Values and gradients of layers against PyTorch's, which `scripts/reference/layer_samples.py`
/// stored.
class LayerReferenceTest {
  record Reference(String name, boolean training, JsonCursor json) {
    @Override
    public String toString() {
      return name + (training ? " in training" : "");
    }
  }

  static Stream<Reference> references() throws IOException {
    try (InputStream in = LayerReferenceTest.class.getResourceAsStream("layer-samples.json")) {
      List<Reference> all = new ArrayList<>();
      for (JsonCursor json : Json.parse(in.readAllBytes()).cursor("samples").elements()) {
        all.add(new Reference(json.member("name").text(), json.member("training").truth(), json));
      }
      return all.stream();
    }
  }

  private static LayerSpec spec(String name) {
    return switch (name) {
      case "leakyRelu(0.2)" -> leakyRelu(0.2);
      case "elu(0.5)" -> elu(0.5);
      case "softmax(1)" -> softmax(1);
      case "dense" -> dense(5);
      case "dense without bias" -> dense(2).withoutBias();
      case "batchNorm of a matrix", "batchNorm of images" -> batchNorm();
      case "layerNorm" -> layerNorm();
      case "layerNorm over two axes" -> layerNorm().withAxes(2);
      case "embedding" -> embedding(7, 4);
      case "embedding with padding" -> embedding(7, 4).withPadding(2);
      case "prelu" -> prelu();
      case "prelu per channel" -> prelu().withPerChannel(true);
      default -> Activation.of(name);
    };
  }

  @ParameterizedTest
  @MethodSource("references")
  void agreesWithPyTorch(Reference reference) {
    check(reference, DType.FLOAT32, 1e-5);
    check(reference, DType.FLOAT64, 1e-10);
  }

  private static void check(Reference reference, DType dtype, double tolerance) {
    JsonCursor json = reference.json();
    Tensor values = tensor(json.member("x"));
    boolean integers = json.member("integers").truth();
    Tensor x = values.cast(integers ? DType.INT32 : dtype);
    Model model = Model.of(x.shape().remove(0), seed(1), spec(reference.name())).cast(dtype);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    JsonCursor stored = json.member("weights");
    stored.names().forEach(name -> weights.put(name, tensor(stored.member(name)).cast(dtype)));
    model.load(weights);

    Map<String, Tensor> leaves = new LinkedHashMap<>();
    Map<Cell, Tensor> bindings = new LinkedHashMap<>();
    model
        .parameters()
        .forEach((name, parameter) -> {
          Tensor leaf = parameter.stored().tracked();
          leaves.put(name, leaf);
          bindings.put(parameter, leaf);
        });
    Tensor input = integers ? x : x.tracked();
    if (!integers) {
      leaves.put("x", input);
    }
    Pass pass =
        (reference.training() ? Pass.training(RandomKey.of(1).toTensor()) : Pass.inference())
            .bind(bindings);
    Tensor y = pass.run(() -> model.apply(input));
    assertClose("y", y, json.member("y"), tolerance);

    Tensor g = tensor(json.member("g")).cast(dtype);
    List<Tensor> sources = List.copyOf(leaves.values());
    List<Tensor> gradients = y.times(g).sum().gradients(sources);
    assertThat(leaves.keySet()).hasSameElementsAs(json.member("gradients").names());
    int i = 0;
    for (String name : leaves.keySet()) {
      assertClose(name, gradients.get(i++), json.member("gradients").member(name), tolerance);
    }

    pass.commit();
    JsonCursor after = json.member("after");
    assertThat(model.buffers().keySet()).hasSameElementsAs(after.names());
    model
        .buffers()
        .forEach(
            (name, buffer) -> assertClose(name, buffer.stored(), after.member(name), tolerance));
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

  private static Tensor tensor(JsonCursor json) {
    int[] sizes = json.member("shape").elements().stream().mapToInt(JsonCursor::integer).toArray();
    double[] values =
        json.member("values").elements().stream().mapToDouble(JsonCursor::number).toArray();
    return Tensor.of(Shape.of(sizes), values);
  }
}
