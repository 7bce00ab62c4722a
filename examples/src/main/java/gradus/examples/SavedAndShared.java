package gradus.examples;

import static gradus.nn.Layers.*;

import module gradus.learn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A trained network on its way out: a file for Gradus, one for PyTorch, and its computation as
/// text, operation by operation, for batches of any size.
public final class SavedAndShared {
  /// A network that knows whether two bits differ.
  static Model train(long seed) {
    Tensor bits = Tensor.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    Dataset data =
        Dataset.of(bits, Tensor.ofInts(0, 1, 1, 0)).withClasses(List.of("same", "other"));
    Model model = Model.of(data.inputShape(), seed(seed), dense(8), tanh(), dense(2), softmax());
    Loss loss = (prediction, target) -> Losses.negativeLogLikelihood(prediction.log(), target);
    Trainer.of(model, loss, Adam.of(0.05)).fit(data.batch(4), 200);
    return model;
  }

  /// Writes `xor.safetensors`, `xor-pytorch.safetensors` and `xor.txt`.
  static void export(Model model, Path folder) throws Exception {
    model.save(folder.resolve("xor.safetensors"), Map.of("classes", "same\nother"));
    PyTorchWeights.of(model).save(folder.resolve("xor-pytorch.safetensors"));
    OpenGraph graph = OpenGraph.trace(in -> List.of(model.predict(in)), model.inputs());
    Files.writeString(folder.resolve("xor.txt"), graph.toString());
  }

  /// What another program does: the answer to two bits, from the file alone.
  static String answer(Path file, float one, float other) throws FileException {
    String[] classes = Safetensors.readMetadata(file).getOrDefault("classes", "").split("\n", -1);
    Model model = Model.load(file);
    return classes[model.predictClasses(Tensor.of(one, other).expand(0))[0]];
  }

  static void main() throws Exception {
    Path folder = Files.createTempDirectory("xor");
    export(train(42), folder);
    IO.println(Files.readString(folder.resolve("xor.txt")));
    IO.println(answer(folder.resolve("xor.safetensors"), 1, 0));
  }
}
