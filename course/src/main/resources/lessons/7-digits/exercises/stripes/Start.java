import gradus.data.Batches;
import gradus.nn.Model;
import gradus.tensor.Tensor;

/// A recogniser of stripes.
class Stripes {
  /// A network for pictures of the shape [1, 8, 8].
  static Model build() {
    throw new UnsupportedOperationException("write me");
  }

  static void train(Model model, Batches data) {
    throw new UnsupportedOperationException("write me");
  }

  /// The class of each picture.
  static int[] predicted(Model model, Tensor pictures) {
    throw new UnsupportedOperationException("write me");
  }
}
