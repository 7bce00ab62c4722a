package gradus.loss;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/// Compares gradients with central differences, in double.
final class GradientCheck {
  private static final double STEP = 1e-6;

  private GradientCheck() {}

  static void of(UnaryOperator<Tensor> function, Shape shape, double... at) {
    Tensor x = Tensor.of(shape, at.clone()).tracked();
    double[] gradient = function.apply(x).gradients(List.of(x)).getFirst().toDoubles();
    for (int i = 0; i < at.length; i++) {
      double slope =
          (moved(function, shape, at, i, STEP) - moved(function, shape, at, i, -STEP)) / (2 * STEP);
      assertThat(Math.abs(gradient[i] - slope)).isLessThanOrEqualTo(1e-5 + 1e-3 * Math.abs(slope));
    }
  }

  private static double moved(
      UnaryOperator<Tensor> function, Shape shape, double[] at, int index, double by) {
    double[] moved = at.clone();
    moved[index] += by;
    return function.apply(Tensor.of(shape, moved)).item();
  }
}
