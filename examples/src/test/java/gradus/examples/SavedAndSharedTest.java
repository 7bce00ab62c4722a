package gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.io.Safetensors;
import gradus.nn.Model;
import gradus.nn.PyTorchWeights;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedAndSharedTest {
  @Test
  void answersFromTheFileAlone(@TempDir Path folder) throws Exception {
    Model model = SavedAndShared.train(1);
    SavedAndShared.export(model, folder);

    Path file = folder.resolve("xor.safetensors");
    assertThat(SavedAndShared.answer(file, 0, 0)).isEqualTo("same");
    assertThat(SavedAndShared.answer(file, 0, 1)).isEqualTo("other");
    assertThat(SavedAndShared.answer(file, 1, 0)).isEqualTo("other");
    assertThat(SavedAndShared.answer(file, 1, 1)).isEqualTo("same");
    Path pytorch = folder.resolve("xor-pytorch.safetensors");
    assertThat(Safetensors.read(pytorch).tensors().get("0.weight").shape())
        .isEqualTo(Shape.of(8, 2));
    Model other = SavedAndShared.train(2);
    PyTorchWeights.of(other).load(pytorch);
    Tensor x = Tensor.of(new float[][] {{0.3f, 0.9f}});
    assertThat(other.predict(x).toFloats()).containsExactly(model.predict(x).toFloats());
    assertThat(Files.readString(folder.resolve("xor.txt")))
        .contains("input 0: FLOAT32[N, 2]", "tanh", "softmax");
  }
}
