import gradus.tensor.Tensor;
import java.util.function.UnaryOperator;

/// Gradient descent on whatever can be computed.
class Downhill {
  /// The gradient at x of a function whose value is a scalar.
  static Tensor slope(UnaryOperator<Tensor> function, Tensor x) {
    throw new UnsupportedOperationException("write me");
  }

  /// Where gradient descent gets from x in some steps.
  static Tensor descend(UnaryOperator<Tensor> function, Tensor x, double rate, int steps) {
    throw new UnsupportedOperationException("write me");
  }
}
