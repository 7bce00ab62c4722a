package gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.Safetensors;
import gradus.nn.Model;
import gradus.nn.WeightsException;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FromPyTorchTest {
  @TempDir private static Path folder;

  @Test
  void readsTheNamesAndLayoutsOfAStateDict() throws Exception {
    Model theirs = FromPyTorch.network(42);
    Path file = folder.resolve("net.safetensors");
    FromPyTorch.weights(theirs).save(file);

    Map<String, Tensor> tensors = Safetensors.read(file).tensors();
    // What PyTorch calls them, and Linear's weight as [out, in].
    assertThat(tensors.keySet())
        .containsExactlyInAnyOrder(
            "features.0.weight",
            "features.0.bias",
            "features.1.weight",
            "features.1.bias",
            "features.1.running_mean",
            "features.1.running_var",
            "features.1.num_batches_tracked",
            "head.weight",
            "head.bias");
    assertThat(tensors.get("head.weight").shape()).isEqualTo(Shape.of(10, 8));
    Tensor x = RandomKey.of(1).normal(Shape.of(3, 1, 12, 12));
    assertThat(FromPyTorch.load(file).predict(x).toFloats())
        .containsExactly(theirs.predict(x).toFloats());
    assertThat(FromPyTorch.network(0).predict(x).toFloats())
        .isNotEqualTo(theirs.predict(x).toFloats());
  }

  @Test
  void namesWhatIsMissing() throws Exception {
    Map<String, Tensor> tensors =
        new LinkedHashMap<>(FromPyTorch.weights(FromPyTorch.network(42)).tensors());
    tensors.remove("head.bias");
    Path file = folder.resolve("cut.safetensors");
    Safetensors.write(file, tensors);

    assertThatThrownBy(() -> FromPyTorch.load(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("head.bias");
  }
}
