import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/// A signal on its way through untrained layers.
class SignalScale {
  /// He's standard deviation for neurons with so many inputs.
  static double deviation(int inputs) {
    return Math.sqrt(2.0 / inputs);
  }

  /// What is left of a signal `[batch, n]` after some layers of n neurons with ReLU, whose weights
  /// `[n, n]` are `key.at(layer).normal(...)` times the deviation.
  static Tensor through(Tensor signal, int layers, double deviation, RandomKey key) {
    int n = signal.size(1);
    for (int layer = 0; layer < layers; layer++) {
      Tensor weights = key.at(layer).normal(Shape.of(n, n)).times(deviation);
      signal = signal.matmul(weights).relu();
    }
    return signal;
  }
}
