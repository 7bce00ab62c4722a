import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;

/// A signal on its way through untrained layers.
class SignalScale {
  /// He's standard deviation for neurons with so many inputs.
  static double deviation(int inputs) {
    throw new UnsupportedOperationException("write me");
  }

  /// What is left of a signal `[batch, n]` after some layers of n neurons with ReLU, whose weights
  /// `[n, n]` are `key.at(layer).normal(...)` times the deviation.
  static Tensor through(Tensor signal, int layers, double deviation, RandomKey key) {
    throw new UnsupportedOperationException("write me");
  }
}
