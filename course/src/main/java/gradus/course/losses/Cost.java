package gradus.course.losses;

import gradus.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/// A loss and its slope at some places.
///
/// @param value the loss at each place
/// @param slope its derivatives, by the library's own calculus
record Cost(double[] value, double[] slope) {
  /// A loss of each of some numbers.
  static Cost of(UnaryOperator<Tensor> loss, double... places) {
    Tensor x = Tensor.ofDoubles(places).tracked();
    Tensor each = loss.apply(x);
    Tensor slope = each.sum().gradients(List.of(x)).getFirst();
    return new Cost(each.toDoubles(), slope.toDoubles());
  }
}
