import gradus.data.Batches;
import gradus.nn.Model;

/// A line through points.
class FitLine {
  static Model build() {
    throw new UnsupportedOperationException("write me");
  }

  static void train(Model line, Batches points) {
    throw new UnsupportedOperationException("write me");
  }

  /// The slope and the intercept.
  static double[] read(Model line) {
    throw new UnsupportedOperationException("write me");
  }
}
