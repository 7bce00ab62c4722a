package gradus.optim;

import gradus.tensor.Tensor;
import java.util.List;

/// Adamax: Adam with the largest recent gradient in place of the root of the mean square.
///
/// `m' = beta1 m + (1 - beta1) g`, `u' = max(beta2 u, |g| + epsilon)`, `p' = p - rate / (1 -
/// beta1^t) m' / u'`.
///
/// Source: Kingma and Ba, "Adam: a method for stochastic optimization", 2015, section 7.1.
///
/// @param learningRate the step size
/// @param beta1 how slowly the mean of the gradient moves, in [0, 1)
/// @param beta2 how slowly the largest gradient is forgotten, in [0, 1)
/// @param epsilon what keeps the divisor from 0
/// @param weightDecay the strength of the pull toward 0, as a part of the gradient
public record Adamax(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {

  /// Checks the settings.
  public Adamax {
    Checks.learningRate("adamax", learningRate);
    Checks.fraction("adamax", "beta1", beta1);
    Checks.fraction("adamax", "beta2", beta2);
    Checks.notNegative("adamax", "epsilon", epsilon);
    Checks.notNegative("adamax", "weightDecay", weightDecay);
  }

  /// Adamax with the paper's settings.
  public static Adamax of(double learningRate) {
    return new Adamax(learningRate, 0.9, 0.999, 1e-8, 0);
  }

  @Override
  public Adamax withLearningRate(double learningRate) {
    return new Adamax(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  /// The same with other running means.
  public Adamax withBetas(double beta1, double beta2) {
    return new Adamax(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  /// The same with another epsilon.
  public Adamax withEpsilon(double epsilon) {
    return new Adamax(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  /// The same with another weight decay.
  public Adamax withWeightDecay(double weightDecay) {
    return new Adamax(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  @Override
  public String name() {
    return "adamax";
  }

  @Override
  public List<String> slots() {
    return List.of("mean", "largest");
  }

  @Override
  public double[] coefficients(double learningRate, long step) {
    return new double[] {learningRate / (1 - Math.pow(beta1, (double) step))};
  }

  @Override
  public Update update(
      Tensor parameter, Tensor gradient, List<Tensor> slots, List<Tensor> coefficients) {
    Tensor g = Terms.decayed(gradient, parameter, weightDecay);
    Tensor mean = Terms.running(slots.get(0), g, beta1);
    Tensor largest = slots.get(1).times(beta2).maximum(g.abs().plus(epsilon));
    Tensor direction = mean.dividedBy(largest);
    return new Update(
        parameter.minus(direction.times(coefficients.getFirst())), List.of(mean, largest));
  }
}
