package gradus.networks;

import static gradus.nn.Layers.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.io.Safetensors;
import gradus.loss.Losses;
import gradus.networks.ResNet.Ways;
import gradus.nn.Buffer;
import gradus.nn.Model;
import gradus.nn.Parameter;
import gradus.nn.Pass;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResNetTest {
  private static final Shape CIFAR = Shape.of(3, 32, 32);

  /// The paper's table 6 has 0.27, 0.46, 0.66 and 0.85 million; these are PyTorch's counts of the
  /// same networks, by `scripts/reference/resnet_samples.py`.
  @ParameterizedTest
  @CsvSource({
    "20, 269722, 272474",
    "32, 464154, 466906",
    "44, 658586, 661338",
    "56, 853018, 855770"
  })
  void hasThePapersParameters(int depth, long padded, long projected) {
    ResNet network = ResNet.of(depth);
    assertThat(network.model(CIFAR, 10, seed(1)).parameterCount()).isEqualTo(padded);
    Model plain = network.withWays(Ways.NONE).model(CIFAR, 10, seed(1));
    assertThat(plain.parameterCount()).isEqualTo(padded);
    Model convolved = network.withWays(Ways.PROJECTED).model(CIFAR, 10, seed(1));
    assertThat(convolved.parameterCount()).isEqualTo(projected);
    assertThat(plain.parameters().values().stream().filter(one -> one.shape().rank() > 1).count())
        .isEqualTo(depth);
  }

  /// Logits, loss, all gradients and what batch normalisation keeps, against PyTorch.
  @ParameterizedTest
  @CsvSource({
    "padded, 8, 3, PADDED, true",
    "projected, 8, 2, PROJECTED, true",
    "plain, 8, 2, NONE, true",
    "deeper, 14, 2, PADDED, true",
    "raw, 8, 2, PADDED, false"
  })
  void agreesWithPyTorch(String name, int depth, int width, Ways ways, boolean normalised)
      throws Exception {
    Map<String, Tensor> stored = new LinkedHashMap<>();
    Path file = Path.of(ResNetTest.class.getResource("resnet.safetensors").toURI());
    Safetensors.read(file)
        .tensors()
        .forEach((key, tensor) -> {
          if (key.startsWith(name + "/")) {
            boolean counts = tensor.dtype() == DType.INT32;
            stored.put(
                key.substring(name.length() + 1), counts ? tensor : tensor.cast(DType.FLOAT64));
          }
        });
    Model model =
        new ResNet(depth, width, ways, normalised)
            .model(Shape.of(1, 9, 8), 10, seed(1))
            .cast(DType.FLOAT64);
    Map<String, Parameter> parameters = model.parameters();
    Map<Parameter, Tensor> leaves = new LinkedHashMap<>();
    parameters.forEach((key, cell) -> leaves.put(cell, stored.get("weight/" + key).tracked()));
    Pass pass = Pass.training(RandomKey.of(1).toTensor()).bind(leaves);
    Tensor logits = pass.run(() -> model.apply(stored.get("x")));
    assertClose("logits", logits, stored.get("logits"));
    Tensor loss = Losses.crossEntropy(logits, stored.get("labels"));
    assertThat(loss.item()).isEqualTo(stored.get("loss").item(), within(1e-6));
    List<Tensor> gradients = loss.gradients(List.copyOf(leaves.values()));
    int next = 0;
    for (String key : parameters.keySet()) {
      assertClose(key, gradients.get(next++), stored.get("gradient/" + key));
    }
    pass.commit();
    Map<String, Buffer> buffers = model.buffers();
    buffers.forEach(
        (key, buffer) -> assertClose(key, buffer.stored(), stored.get("buffer/" + key)));
    assertThat(stored).hasSize(4 + 2 * parameters.size() + buffers.size());
  }

  private static void assertClose(String what, Tensor values, Tensor expected) {
    assertThat(values.shape()).as(what).isEqualTo(expected.shape());
    assertThat(values.toDoubles()).as(what).containsExactly(expected.toDoubles(), within(2e-6));
  }

  /// Where the bodies say nothing, the ways around hand the first convolution on to the end.
  @Test
  void waysAroundHandOnWhatTheyGet() {
    Model model = ResNet.of(20).withWidth(2).model(Shape.of(1, 9, 9), 10, seed(4));
    Map<String, Tensor> weights = new LinkedHashMap<>(model.weights());
    weights.replaceAll((name, weight) -> name.contains("body") ? weight.times(0) : weight);
    model.load(weights);
    Map<String, Tensor> outputs = model.activations(RandomKey.of(1).normal(Shape.of(2, 1, 9, 9)));
    Tensor first = outputs.get("1");
    assertThat(outputs.get("6").toFloats()).containsExactly(first.toFloats());
    Tensor last = outputs.get("18");
    assertThat(last.shape()).isEqualTo(Shape.of(2, 8, 3, 3));
    assertThat(last.slice(1, 0, 2).toFloats())
        .containsExactly(first.slice(2, 0, 9, 4).slice(3, 0, 9, 4).toFloats());
    assertThat(last.slice(1, 2, 8).abs().sum().item()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"2", "7", "9", "21", "-4"})
  void refusesOtherDepths(int depth) {
    assertThatThrownBy(() -> ResNet.of(depth))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8, 14, 20");
  }

  @Test
  void refusesNoFilters() {
    assertThatThrownBy(() -> ResNet.of(8).withWidth(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("filter");
    assertThat(ResNet.of(32).blocks()).isEqualTo(5);
  }
}
