package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Values and gradients of convolution, pooling and their kin against PyTorch's, which
/// `scripts/reference/convolution_samples.py` stored.
class ConvolutionReferenceTest {
  record Reference(String kind, JsonCursor settings, JsonCursor json) {
    int number(String name) {
      return settings.member(name).integer();
    }

    boolean is(String name) {
      return settings.member(name).truth();
    }

    LayerSpec spec() {
      return switch (kind) {
        case "conv1d" -> {
          Conv1d.Spec spec =
              conv1d(number("filters"), number("size"))
                  .withStride(number("stride"))
                  .withDilation(number("dilation"))
                  .withGroups(number("groups"))
                  .withPadding(number("padding"), number("padding"));
          spec = is("same") ? spec.withPadding("same") : spec;
          yield is("bias") ? spec : spec.withoutBias();
        }
        case "conv2d" -> {
          Conv2d.Spec spec =
              conv2d(number("filters"), number("size"))
                  .withStride(number("stride"))
                  .withDilation(number("dilation"))
                  .withGroups(number("groups"))
                  .withPadding(number("padding"));
          spec = is("same") ? spec.withPadding("same") : spec;
          yield is("bias") ? spec : spec.withoutBias();
        }
        case "convTranspose2d" -> {
          ConvTranspose2d.Spec spec =
              convTranspose2d(number("filters"), number("size"))
                  .withStride(number("stride"))
                  .withDilation(number("dilation"))
                  .withGroups(number("groups"))
                  .withPadding(number("padding"))
                  .withExtra(number("extra"));
          yield is("bias") ? spec : spec.withoutBias();
        }
        case "maxPool2d" ->
            maxPool2d(number("size"))
                .withStride(number("stride"))
                .withPadding(number("padding"))
                .withCeiling(is("ceiling"));
        case "averagePool2d" ->
            averagePool2d(number("size"))
                .withStride(number("stride"))
                .withPadding(number("padding"))
                .withCountPadding(is("counted"));
        case "adaptiveAveragePool2d" -> adaptiveAveragePool2d(number("rows"), number("columns"));
        case "adaptiveMaxPool2d" -> adaptiveMaxPool2d(number("rows"), number("columns"));
        case "globalAveragePool" -> globalAveragePool();
        case "globalMaxPool" -> globalMaxPool();
        case "nearest" -> upsample2d(number("factor"));
        case "bilinear" -> upsample2d(number("factor")).withMode(Upsample2d.Mode.BILINEAR);
        case "groupNorm" -> groupNorm(number("groups"));
        case "instanceNorm" -> instanceNorm();
        default -> throw new IllegalArgumentException("no layer " + kind);
      };
    }

    @Override
    public String toString() {
      return kind + " " + settings.value();
    }
  }

  static Stream<Reference> references() throws IOException {
    try (InputStream in =
        ConvolutionReferenceTest.class.getResourceAsStream("convolution-samples.json")) {
      return Json.parse(in.readAllBytes()).cursor("samples").elements().stream()
          .map(json -> new Reference(json.member("kind").text(), json.member("settings"), json));
    }
  }

  @ParameterizedTest
  @MethodSource("references")
  void agreesWithPyTorch(Reference reference) {
    check(reference, DType.FLOAT32, 1e-5);
    check(reference, DType.FLOAT64, 1e-10);
  }

  private static void check(Reference reference, DType dtype, double tolerance) {
    JsonCursor json = reference.json();
    Tensor x = tensor(json.member("x")).cast(dtype).tracked();
    Model model = Model.of(x.shape().remove(0), seed(1), reference.spec()).cast(dtype);
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
    leaves.put("x", x);
    Tensor y = Pass.inference().bind(bindings).run(() -> model.apply(x));
    assertClose("y", y, json.member("y"), tolerance);

    Tensor g = tensor(json.member("g")).cast(dtype);
    List<Tensor> gradients = y.times(g).sum().gradients(List.copyOf(leaves.values()));
    assertThat(leaves.keySet()).hasSameElementsAs(json.member("gradients").names());
    int i = 0;
    for (String name : leaves.keySet()) {
      assertClose(name, gradients.get(i++), json.member("gradients").member(name), tolerance);
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

  private static Tensor tensor(JsonCursor json) {
    int[] sizes = json.member("shape").elements().stream().mapToInt(JsonCursor::integer).toArray();
    double[] values =
        json.member("values").elements().stream().mapToDouble(JsonCursor::number).toArray();
    return Tensor.of(Shape.of(sizes), values);
  }
}
