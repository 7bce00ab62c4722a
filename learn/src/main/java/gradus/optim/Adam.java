package gradus.optim;

import gradus.tensor.Tensor;
import java.util.List;

/// Adam: steps of a size that follows from running means of each gradient and of its square.
///
/// `m' = beta1 m + (1 - beta1) g`, `v' = beta2 v + (1 - beta2) g^2`, `p' = p - rate (m' / (1 -
/// beta1^t)) / (sqrt(v' / (1 - beta2^t)) + epsilon)`.
///
/// Weight decay either adds `weightDecay p` to the gradient, or, decoupled, shrinks the parameter
/// by the factor `1 - rate weightDecay` before the step, which is AdamW. AMSGrad divides by the
/// largest `v'` so far.
///
/// Sources: Kingma and Ba, "Adam: a method for stochastic optimization", 2015; Loshchilov and
/// Hutter, "Decoupled weight decay regularization", 2019; Reddi, Kale and Kumar, "On the
/// convergence of Adam and beyond", 2018.
///
/// @param learningRate the step size
/// @param beta1 how slowly the mean of the gradient moves, in [0, 1)
/// @param beta2 how slowly the mean of its square moves, in [0, 1)
/// @param epsilon what keeps the divisor from 0
/// @param weightDecay the strength of the pull toward 0
/// @param decoupled whether weight decay acts on the parameter rather than the gradient
/// @param amsgrad whether the divisor never shrinks
public record Adam(
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    boolean decoupled,
    boolean amsgrad)
    implements Optimizer {

  /// Checks the settings.
  public Adam {
    Checks.learningRate("adam", learningRate);
    Checks.fraction("adam", "beta1", beta1);
    Checks.fraction("adam", "beta2", beta2);
    Checks.notNegative("adam", "epsilon", epsilon);
    Checks.notNegative("adam", "weightDecay", weightDecay);
  }

  /// Adam with the paper's settings.
  public static Adam of(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8, 0, false, false);
  }

  /// AdamW: decoupled weight decay of 0.01.
  public static Adam decoupled(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8, 0.01, true, false);
  }

  @Override
  public Adam withLearningRate(double learningRate) {
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, decoupled, amsgrad);
  }

  /// The same with other running means.
  public Adam withBetas(double beta1, double beta2) {
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, decoupled, amsgrad);
  }

  /// The same with another epsilon.
  public Adam withEpsilon(double epsilon) {
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, decoupled, amsgrad);
  }

  /// The same with another weight decay.
  public Adam withWeightDecay(double weightDecay) {
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, decoupled, amsgrad);
  }

  /// The same with a divisor that never shrinks.
  public Adam withAmsgrad() {
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, decoupled, true);
  }

  @Override
  public String name() {
    return decoupled ? "adamw" : "adam";
  }

  @Override
  public List<String> slots() {
    return amsgrad ? List.of("mean", "square", "largest") : List.of("mean", "square");
  }

  @Override
  public double[] coefficients(double learningRate, long step) {
    double size = learningRate / (1 - Math.pow(beta1, (double) step));
    double root = Math.sqrt(1 - Math.pow(beta2, (double) step));
    return new double[] {size, 1 / root, 1 - learningRate * weightDecay};
  }

  @Override
  public Update update(
      Tensor parameter, Tensor gradient, List<Tensor> slots, List<Tensor> coefficients) {
    boolean shrinks = decoupled && weightDecay != 0;
    Tensor p = shrinks ? parameter.times(coefficients.get(2)) : parameter;
    Tensor g = decoupled ? gradient : Terms.decayed(gradient, parameter, weightDecay);
    Tensor mean = Terms.running(slots.get(0), g, beta1);
    Tensor square = Terms.running(slots.get(1), g.square(), beta2);
    Tensor largest = amsgrad ? slots.get(2).maximum(square) : square;
    Tensor divisor = largest.sqrt().times(coefficients.get(1)).plus(epsilon);
    Tensor moved = p.minus(mean.dividedBy(divisor).times(coefficients.get(0)));
    return new Update(moved, amsgrad ? List.of(mean, square, largest) : List.of(mean, square));
  }
}
