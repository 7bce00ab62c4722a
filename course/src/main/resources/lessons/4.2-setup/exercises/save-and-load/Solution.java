import gradus.nn.Model;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Models in files.
class SaveAndLoad {
  /// The model, by way of a file.
  static Model copy(Model model, Path file) throws IOException {
    model.save(file);
    return Model.load(file);
  }

  /// Whether two models answer alike.
  static boolean same(Model a, Model b, Tensor x) {
    return a.predict(x).allClose(b.predict(x), 0, 1e-6);
  }

  /// How many bytes of the file there are for each parameter.
  static double bytesEach(Model model, Path file) throws IOException {
    return (double) Files.size(file) / model.parameterCount();
  }
}
