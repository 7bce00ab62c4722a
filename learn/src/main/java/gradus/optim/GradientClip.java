package gradus.optim;

import gradus.tensor.DType;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/// What keeps gradients from being too large: all of a model's gradients in, as many out.
@FunctionalInterface
public interface GradientClip extends UnaryOperator<List<Tensor>> {

  /// Scales all gradients by one factor, where needed, so that their common Euclidean norm is at
  /// most `max`: `g min(1, max / (norm + 1e-6))` (Pascanu, Mikolov and Bengio, "On the difficulty
  /// of training recurrent neural networks", 2013).
  static GradientClip byNorm(double max) {
    requirePositive(max);
    return gradients -> {
      if (gradients.isEmpty()) {
        return gradients;
      }
      Tensor squares = squares(gradients, 1);
      // Squares of large numbers overflow long before these do themselves.
      double small = squares.dtype() == DType.FLOAT64 ? 0x1p-520 : 0x1p-80;
      Tensor norm =
          Tensor.where(
              squares.isFinite(),
              squares.sqrt(),
              squares(gradients, small).sqrt().times(1 / small));
      Tensor factor = Tensor.scalar(norm.dtype(), max).dividedBy(norm.plus(1e-6)).minimum(1);
      return gradients.stream().map(gradient -> gradient.times(factor)).toList();
    };
  }

  private static Tensor squares(List<Tensor> gradients, double scale) {
    Tensor squares = null;
    for (Tensor gradient : gradients) {
      Tensor own = (scale == 1 ? gradient : gradient.times(scale)).square().sum();
      squares = squares == null ? own : squares.plus(own);
    }
    return java.util.Objects.requireNonNull(squares);
  }

  /// Limits each element of each gradient to `[-max, max]`.
  static GradientClip byValue(double max) {
    requirePositive(max);
    return gradients -> gradients.stream().map(gradient -> gradient.clip(-max, max)).toList();
  }

  private static void requirePositive(double max) {
    if (!(max > 0)) {
      throw new OptimizerException("clip: the limit must be above 0, got %s", max);
    }
  }
}
