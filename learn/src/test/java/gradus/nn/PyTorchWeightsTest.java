package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.io.FormatException;
import gradus.io.Safetensors;
import gradus.tensor.ArgumentException;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PyTorchWeightsTest {
  private static final Path WRITTEN = Path.of("target", "pytorch-weights");

  static List<PyTorchModule> modules() throws IOException {
    return PyTorchModule.all();
  }

  private static PyTorchModule module(String name) throws IOException {
    return modules().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void computesWhatPyTorchDoes(PyTorchModule module) {
    PyTorchWeights weights = module.weights();
    LoadReport report = weights.load(module.state());
    assertThat(report.taken()).containsExactlyInAnyOrderElementsOf(module.state().keySet());
    Tensor output = weights.model().predict(module.inputs());
    assertThat(output.shape()).isEqualTo(module.output().shape());
    assertThat(output.toFloats()).containsExactly(module.output().toFloats(), within(2e-5f));
  }

  /// What it writes is also read by PyTorch, `python3 scripts/reference/pytorch_weights.py
  /// --check`.
  @ParameterizedTest
  @MethodSource("modules")
  void writesWhatPyTorchHolds(PyTorchModule module) throws IOException {
    PyTorchWeights weights = module.weights();
    weights.load(module.state());
    Files.createDirectories(WRITTEN);
    Path file = WRITTEN.resolve(module.name() + ".safetensors");
    weights.save(file);
    assertThat(Safetensors.readMetadata(file)).containsEntry("format", "pt");

    Map<String, Tensor> written = Safetensors.readKeepingLongs(file).tensors();
    assertThat(written).containsOnlyKeys(module.state().keySet());
    written.forEach((name, tensor) -> {
      Tensor wanted = module.state().get(name);
      assertThat(tensor.shape()).as(name).isEqualTo(wanted.shape());
      if (name.endsWith("num_batches_tracked")) {
        assertThat(tensor.dtype()).isEqualTo(DType.INT64);
      } else if (!name.contains("bias_ih") && !name.contains("bias_hh")) {
        // PyTorch's two biases of recurrent layers are one here, so only their sum comes back.
        assertThat(tensor.toDoubles()).as(name).isEqualTo(wanted.toDoubles());
      }
    });

    PyTorchWeights again = module.weights();
    again.load(file);
    Tensor output = weights.model().predict(module.inputs());
    assertThat(again.model().predict(module.inputs()).toFloats()).isEqualTo(output.toFloats());
    Map<String, Tensor> results = new LinkedHashMap<>();
    for (int i = 0; i < module.inputs().size(); i++) {
      results.put("in" + i, module.inputs().get(i));
    }
    results.put("y", output);
    Safetensors.write(WRITTEN.resolve(module.name() + "-results.safetensors"), results);
  }

  private static Model dense345() {
    return Model.of(Shape.of(3), seed(1), dense(4), relu(), dense(5));
  }

  private static Path pyTorchFile() throws URISyntaxException {
    return Path.of(PyTorchWeightsTest.class.getResource("pytorch-dense.safetensors").toURI());
  }

  private static Model likeTheFile(int outputs) {
    return Model.of(
        Shape.of(5),
        seed(1),
        dense(7),
        relu(),
        dropout(0.3),
        dense(7),
        tanh(),
        dense(outputs).withoutBias());
  }

  @Test
  void readsTheFileThatPyTorchWrote() throws Exception {
    Model model = likeTheFile(3);
    assertThat(PyTorchWeights.of(model).load(pyTorchFile()).taken())
        .containsExactlyInAnyOrder("0.weight", "0.bias", "3.weight", "3.bias", "5.weight");
    PyTorchModule module = module("dense");
    assertThat(model.predict(module.inputs()).toFloats())
        .containsExactly(module.output().toFloats(), within(1e-5f));
  }

  @Test
  void namesEveryTensorThatDoesNotFit() {
    Model model = dense345();
    Map<String, Tensor> before = model.weights();
    Map<String, Tensor> state = new LinkedHashMap<>(PyTorchWeights.of(model).tensors());
    state.remove("0.bias");
    state.put("2.weight", Tensor.zeros(6, 4));
    state.put("3.weight", Tensor.zeros(1));
    assertThatThrownBy(() -> PyTorchWeights.of(model).load(state))
        .isInstanceOfSatisfying(
            WeightsException.class,
            failure -> {
              assertThat(failure.missing()).containsExactly("0.bias");
              assertThat(failure.unexpected()).containsExactly("3.weight");
              assertThat(failure.different())
                  .containsExactly("2.weight (the model has FLOAT32[5, 4], got FLOAT32[6, 4])");
            })
        .hasMessageContaining("named(...)");
    assertThat(model.weights()).isEqualTo(before);
  }

  @Test
  void takesWhatFitsAndReportsTheRest() throws Exception {
    Model model = likeTheFile(9);
    Tensor head = model.weights().get("5.weight");
    LoadReport report = PyTorchWeights.of(model).loadMatching(pyTorchFile());
    assertThat(report.taken()).containsExactly("0.weight", "0.bias", "3.weight", "3.bias");
    assertThat(report.different()).singleElement().asString().startsWith("5.weight");
    assertThat(model.weights().get("5.weight")).isSameAs(head);
    Model other = Model.of(Shape.of(2), seed(1), dense(2));
    assertThatThrownBy(() -> PyTorchWeights.of(other).loadMatching(pyTorchFile()))
        .isInstanceOf(WeightsException.class);
  }

  @Test
  void theOrdinaryLoadersNameThisOne() throws Exception {
    Path file = pyTorchFile();
    assertThatThrownBy(() -> Model.load(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("PyTorchWeights.of(model).load(path)");
    Model model = likeTheFile(3);
    Map<String, Tensor> tensors = Safetensors.read(file).tensors();
    assertThatThrownBy(() -> model.load(tensors))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("PyTorchWeights.of(model).load(path)");
    Map<String, Tensor> own = new LinkedHashMap<>(model.weights());
    own.remove("0.bias");
    assertThatThrownBy(() -> model.load(own))
        .hasMessageContaining("build the model as it was when the weights were saved");
  }

  @Test
  void takesATensorOnceThatIsUsedTwice() throws IOException {
    PyTorchModule module = module("shared");
    Map<String, Tensor> once = new LinkedHashMap<>(module.state());
    once.remove("2.weight");
    once.remove("2.bias");
    PyTorchWeights weights = module.weights();
    weights.load(once);
    assertThat(weights.model().predict(module.inputs()).toFloats())
        .containsExactly(module.output().toFloats(), within(1e-5f));
  }

  @Test
  void needsNoCountOfBatches() {
    Model model = Model.of(Shape.of(3), seed(1), batchNorm());
    Map<String, Tensor> state = new LinkedHashMap<>(PyTorchWeights.of(model).tensors());
    assertThat(state.remove("0.num_batches_tracked")).isNotNull();
    assertThat(PyTorchWeights.of(model).load(state).isComplete()).isTrue();
  }

  @Test
  void takesNamesByPlaceTheLongestFirst() {
    Model model = Model.of(Shape.of(3), seed(1), sequential(dense(4), tanh()), dense(2));
    assertThat(PyTorchWeights.of(model).named(Map.of("", "net", "0.0", "first")).names())
        .containsExactly("first.weight", "first.bias", "net.1.weight", "net.1.bias");
    assertThat(PyTorchWeights.of(model).named(Map.of("0", "")).names())
        .containsExactly("0.weight", "0.bias", "1.weight", "1.bias");
    assertThat(PyTorchWeights.of(model).named(Map.of("1.bias", "offset")).names())
        .contains("offset", "1.weight");
  }

  @Test
  void refusesNamesOfNothingAndNamesThatMeet() {
    PyTorchWeights weights = PyTorchWeights.of(dense345());
    assertThatThrownBy(() -> weights.named(Map.of("0", "body", "1", "head")))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("no tensors at 1")
        .hasMessageContaining("2.weight");
    assertThatThrownBy(() -> weights.named(Map.of("0", "body", "2", "body")))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("two tensors would be called body.weight");
  }

  /// A layer of a user's own, with names of its own.
  record Scaled(Parameter factor, Dense inner) implements PyTorchLayer {
    @Override
    public Tensor apply(Tensor x) {
      return inner.apply(x.times(factor.value()));
    }

    @Override
    public PyTorchNames inPyTorch() {
      return PyTorchNames.of().tensor("scale", factor).layer("fc", inner);
    }
  }

  @Test
  void aLayerOfAUsersSaysItsNames() {
    Dense inner = dense(2).build(Shape.of(3), Initialization.of(seed(1)));
    Model model = Model.of(Shape.of(3), seed(1), new Scaled(new Parameter(Tensor.ones(3)), inner));
    Map<String, Tensor> tensors = PyTorchWeights.of(model).tensors();
    assertThat(tensors).containsOnlyKeys("0.scale", "0.fc.weight", "0.fc.bias");
    assertThat(tensors.get("0.fc.weight").shape()).isEqualTo(Shape.of(2, 3));
  }

  @Test
  void refusesToTransposeWhatIsNoMatrix() {
    Parameter vector = new Parameter(Tensor.ones(3));
    assertThatThrownBy(() -> PyTorchNames.of().transposed("scale", vector))
        .hasMessageContaining("scale is [3]");
  }

  @Test
  void refusesAGruWithOneBias() {
    GruCell cell =
        new GruCell(
            new Parameter(Tensor.zeros(2, 9)),
            new Parameter(Tensor.zeros(3, 9)),
            new Parameter(Tensor.zeros(9)),
            null);
    assertThatThrownBy(cell::inPyTorch)
        .isInstanceOf(StructureException.class)
        .hasMessageContaining("build it with both");
  }
}
