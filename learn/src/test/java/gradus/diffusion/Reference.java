package gradus.diffusion;

import gradus.io.FileException;
import gradus.io.Safetensors;
import gradus.tensor.DType;
import gradus.tensor.Tensor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/// What NumPy and PyTorch computed; see `scripts/reference/diffusion_samples.py`.
final class Reference {
  private static final Map<String, Tensor> ALL = all();

  private Reference() {}

  static Map<String, Tensor> all() {
    try {
      var file = Objects.requireNonNull(Reference.class.getResource("diffusion.safetensors"));
      return Safetensors.read(Path.of(file.toURI())).tensors();
    } catch (FileException | URISyntaxException failure) {
      throw new IllegalStateException(failure);
    }
  }

  static Tensor of(String name) {
    return Objects.requireNonNull(ALL.get(name), name);
  }

  static Tensor floats(String name) {
    return of(name).cast(DType.FLOAT32);
  }
}
