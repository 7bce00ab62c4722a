import gradus.data.Batches;
import gradus.nn.Model;
import java.util.function.Supplier;

/// Tries learning rates.
class FindRate {
  /// The last loss of a training at a rate; infinite where it diverges.
  static double loss(Model model, Batches data, double rate) {
    throw new UnsupportedOperationException("write me");
  }

  /// The best of some rates.
  static double best(Supplier<Model> fresh, Batches data, double... rates) {
    throw new UnsupportedOperationException("write me");
  }
}
