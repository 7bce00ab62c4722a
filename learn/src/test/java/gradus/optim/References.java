package gradus.optim;

import gradus.io.FileException;
import gradus.io.Safetensors;
import gradus.tensor.Tensor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/// What `scripts/reference/optimizer_trajectories.py` wrote.
final class References {
  private References() {}

  static Map<String, Tensor> read(String name) {
    try {
      var file = Objects.requireNonNull(References.class.getResource(name + ".safetensors"));
      return Safetensors.read(Path.of(file.toURI())).tensors();
    } catch (FileException | URISyntaxException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
