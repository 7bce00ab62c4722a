import gradus.data.Batches;
import gradus.nn.Model;

/// A network that steers as a driver did.
class Imitate {
  static Model network() {
    throw new UnsupportedOperationException("write me");
  }

  static void train(Model model, Batches recorded) {
    throw new UnsupportedOperationException("write me");
  }

  /// The offset after some steps from an offset, with the heading 0 in the beginning.
  static double drive(Model model, double offset, int steps) {
    throw new UnsupportedOperationException("write me");
  }
}
