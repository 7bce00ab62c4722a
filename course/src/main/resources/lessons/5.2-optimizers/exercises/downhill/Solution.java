import gradus.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/// Gradient descent on whatever can be computed.
class Downhill {
  /// The gradient at x of a function whose value is a scalar.
  static Tensor slope(UnaryOperator<Tensor> function, Tensor x) {
    Tensor tracked = x.tracked();
    return function.apply(tracked).gradients(List.of(tracked)).getFirst();
  }

  /// Where gradient descent gets from x in some steps.
  static Tensor descend(UnaryOperator<Tensor> function, Tensor x, double rate, int steps) {
    for (int i = 0; i < steps; i++) {
      x = x.minus(slope(function, x).times(rate)).detach();
    }
    return x;
  }
}
