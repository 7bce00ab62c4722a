package gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.Safetensors;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.zip.GZIPInputStream;

/// One configuration of a layer with what PyTorch makes of it, as `scripts/reference/samples.py`
/// stores them.
///
/// @param groups tensors by their role (`in`, `weight`, `out`, ...), then by name, in double where
///   they are numbers
record LayerReference(String name, JsonCursor settings, Map<String, Map<String, Tensor>> groups) {
  private static final double STEP = 64;

  static List<LayerReference> all(String file) throws IOException {
    Path unpacked = Files.createTempFile("samples", ".safetensors");
    Safetensors.Contents contents;
    try {
      String resource = file + ".safetensors.gz";
      try (InputStream in =
          new GZIPInputStream(LayerReference.class.getResourceAsStream(resource))) {
        Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING);
      }
      contents = Safetensors.read(unpacked);
    } finally {
      Files.delete(unpacked);
    }
    Map<String, Map<String, Map<String, Tensor>>> tensors = new LinkedHashMap<>();
    contents
        .tensors()
        .forEach((path, tensor) -> {
          String[] parts = path.split("/", 3);
          boolean coded = parts[2].endsWith("#");
          Tensor values = tensor.dtype() == DType.FLOAT32 ? tensor.cast(DType.FLOAT64) : tensor;
          tensors
              .computeIfAbsent(parts[0], _ -> new LinkedHashMap<>())
              .computeIfAbsent(parts[1], _ -> new LinkedHashMap<>())
              .put(
                  coded ? parts[2].substring(0, parts[2].length() - 1) : parts[2],
                  coded ? values.cast(DType.FLOAT64).times(2).plus(1).dividedBy(STEP) : values);
        });
    List<LayerReference> all = new ArrayList<>();
    for (int i = 0; i < contents.metadata().size(); i++) {
      String number = Integer.toString(i);
      String text = contents.metadata().get(number);
      JsonCursor settings = Json.parse(text.getBytes(StandardCharsets.UTF_8)).cursor(number);
      all.add(new LayerReference(number + " " + text, settings, tensors.get(number)));
    }
    return all;
  }

  @Override
  public String toString() {
    return name;
  }

  String kind() {
    return text("kind");
  }

  int number(String setting) {
    return settings.member(setting).integer();
  }

  double real(String setting) {
    return settings.member(setting).number();
  }

  boolean truth(String setting) {
    return settings.member(setting).truth();
  }

  String text(String setting) {
    return settings.member(setting).text();
  }

  int[] sizes(String setting) {
    return settings.member(setting).elements().stream().mapToInt(JsonCursor::integer).toArray();
  }

  /// How a window moves along an axis.
  Window.Side side(int axis) {
    int padding = sizes("padding")[axis];
    return new Window.Side(
        sizes("size")[axis], sizes("stride")[axis], padding, padding, sizes("dilation")[axis]);
  }

  Map<String, Tensor> group(String role) {
    return groups.getOrDefault(role, Map.of());
  }

  /// The shape of a sample of the input `x`, where there is one.
  Shape input() {
    Tensor x = group("in").get("x");
    return x == null ? Shape.of() : x.shape().remove(0);
  }

  /// The layer that a specification builds, compared in both precisions.
  void check(LayerSpec spec) {
    check(
        spec.build(input(), Initialization.of(Seed.of(1))),
        (layer, in) -> Map.of("y", layer.apply(in.get("x"))));
  }

  /// Gives a layer the stored weights, runs it on the stored inputs, and compares outputs, all
  /// gradients and, after training, all buffers: in single precision to 1e-5, and in double to what
  /// storing in single leaves.
  ///
  /// @param run from the layer and the inputs to the outputs, each by its name
  <L extends Layer> void check(
      L layer, BiFunction<L, Map<String, Tensor>, Map<String, Tensor>> run) {
    check(layer, run, DType.FLOAT32, 1e-5);
    check(layer, run, DType.FLOAT64, 2e-7);
  }

  private <L extends Layer> void check(
      L layer,
      BiFunction<L, Map<String, Tensor>, Map<String, Tensor>> run,
      DType dtype,
      double tolerance) {
    Map<Cell, String> names = new LinkedHashMap<>();
    Structure.of(layer).allCells().forEach((name, cell) -> names.put(cell, name));
    Map<String, Tensor> leaves = new LinkedHashMap<>();
    Map<Cell, Tensor> bindings = new LinkedHashMap<>();
    Map<String, Buffer> buffers = new LinkedHashMap<>();
    @SuppressWarnings("unchecked")
    L typed =
        (L)
            Structure.of(layer)
                .map(cell -> {
                  String name = names.get(cell);
                  Tensor value = group(cell instanceof Parameter ? "weight" : "buffer").get(name);
                  assertThat(value).as(name).isNotNull();
                  assertThat(value.shape()).as(name).isEqualTo(cell.shape());
                  Cell filled = cell.with(value.cast(dtype));
                  if (filled instanceof Buffer buffer) {
                    buffers.put(name, buffer);
                  } else {
                    leaves.put(name, filled.stored().tracked());
                    bindings.put(filled, leaves.get(name));
                  }
                  return filled;
                });
    assertThat(leaves.keySet()).hasSameElementsAs(group("weight").keySet());
    assertThat(buffers.keySet()).hasSameElementsAs(group("buffer").keySet());
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    group("in")
        .forEach((name, value) -> {
          boolean floating = value.dtype().isFloating();
          inputs.put(name, floating ? value.cast(dtype).tracked() : value);
          if (floating) {
            leaves.put(name, inputs.get(name));
          }
        });
    boolean training = settings.optional("training").map(JsonCursor::truth).orElse(false);
    Pass pass =
        (training ? Pass.training(RandomKey.of(1).toTensor()) : Pass.inference()).bind(bindings);
    Map<String, Tensor> outputs = pass.run(() -> run.apply(typed, inputs));

    assertThat(outputs.keySet()).hasSameElementsAs(group("out").keySet());
    Tensor loss = Tensor.scalar(dtype, 0);
    for (String name : outputs.keySet()) {
      assertClose(name, outputs.get(name), group("out").get(name), tolerance);
      loss = loss.plus(outputs.get(name).times(group("g").get(name).cast(dtype)).sum());
    }
    assertThat(leaves.keySet()).hasSameElementsAs(group("gradient").keySet());
    List<Tensor> gradients = loss.gradients(List.copyOf(leaves.values()));
    int i = 0;
    for (String name : leaves.keySet()) {
      assertClose(
          "gradient of " + name, gradients.get(i++), group("gradient").get(name), tolerance);
    }
    pass.commit();
    buffers.forEach((name, buffer) -> {
      Tensor after = group(training ? "after" : "buffer").get(name);
      assertClose(name + " after", buffer.stored(), after, tolerance);
    });
  }

  private static void assertClose(String what, Tensor actual, Tensor expected, double tolerance) {
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    double[] values = actual.toDoubles();
    double[] wanted = expected.toDoubles();
    for (int i = 0; i < wanted.length; i++) {
      if (!(Math.abs(values[i] - wanted[i]) <= tolerance * Math.max(1, Math.abs(wanted[i])))) {
        assertThat(values[i])
            .as("%s, element %d of %s, %s", what, i, actual.shape(), actual.dtype())
            .isCloseTo(wanted[i], within(tolerance * Math.max(1, Math.abs(wanted[i]))));
      }
    }
  }
}
