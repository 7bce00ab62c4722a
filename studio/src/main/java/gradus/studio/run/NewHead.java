package gradus.studio.run;

import gradus.io.FileException;
import gradus.nn.Dense;
import gradus.nn.Layer;
import gradus.nn.LayerSpec;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.studio.words.UserException;
import gradus.tensor.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A network with all layers of a trained one but the last, and in its place a new one for other
/// classes.
///
/// @param model the network
/// @param head the number of its last layer, which its parameters' names begin with
record NewHead(Model model, int head) {

  /// Reads a trained model and replaces its last layer.
  ///
  /// @param frozen whether the others are not trained
  /// @throws FileException where the file cannot be read
  /// @throws UserException where its last layer is not dense
  static NewHead of(Path file, Seed seed, int classes, boolean frozen) throws FileException {
    Model old = SavedModel.read(file).requireImages().model();
    List<Layer> layers = old.layers().layers();
    int head = layers.size() - 1;
    if (head < 1 || !(layers.get(head) instanceof Dense)) {
      throw new UserException("error.from.head", file);
    }
    List<LayerSpec> specs = new ArrayList<>(layers.subList(0, head));
    specs.add(Layers.dense(classes));
    Shape picture = old.input().shape();
    NewHead whole = new NewHead(Model.of(picture, seed, specs.toArray(LayerSpec[]::new)), head);
    return frozen ? new NewHead(whole.model.frozen(whole::isBody), head) : whole;
  }

  /// Whether a parameter is one of the old layers'.
  boolean isBody(String name) {
    return !name.startsWith(head + ".");
  }
}
