package gradus.examples;

import static gradus.nn.Layers.*;

import module gradus.learn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A network that was trained in PyTorch. There it is
///
/// ```python
/// class Net(nn.Module):
///     def __init__(self):
///         super().__init__()
///         self.features = nn.Sequential(nn.Conv2d(1, 8, 3), nn.BatchNorm2d(8), nn.ReLU())
///         self.head = nn.Linear(8, 10)
///     def forward(self, x):
///         return self.head(self.features(x).mean((2, 3)))
///
/// safetensors.torch.save_file(net.state_dict(), "net.safetensors")
/// ```
public final class FromPyTorch {
  /// The same layers, with other weights.
  static Model network(long seed) {
    return Model.of(
        Shape.of(1, 12, 12),
        seed(seed),
        sequential(conv2d(8, 3), batchNorm(), relu()),
        globalAveragePool(),
        dense(10));
  }

  /// Its weights by the names of PyTorch's modules: `features.0.weight`, ..., `head.bias`.
  static PyTorchWeights weights(Model model) {
    return PyTorchWeights.of(model).named(Map.of("0", "features", "2", "head"));
  }

  /// The network with the weights in a file that PyTorch wrote.
  static Model load(Path file) throws FileException {
    Model model = network(0);
    weights(model).load(file);
    return model;
  }

  static void main() throws Exception {
    // In place of PyTorch's, a file of the same names and layouts.
    Path file = Files.createTempFile("net", ".safetensors");
    weights(network(42)).save(file);
    IO.println(Safetensors.read(file).tensors().keySet());
    IO.println(load(file).predict(Tensor.ones(1, 1, 12, 12)));
  }
}
