package gradus.optim;

import gradus.tensor.Tensor;
import java.util.List;

/// Lion: steps of one size, in the direction of the sign of a mixture of gradient and momentum.
///
/// `p' = p (1 - rate weightDecay) - rate sign(beta1 m + (1 - beta1) g)`, `m' = beta2 m + (1 -
/// beta2) g`. Rates are three to ten times smaller than Adam's.
///
/// Source: Chen and others, "Symbolic discovery of optimization algorithms", 2023.
///
/// @param learningRate the step size
/// @param beta1 how much of the momentum enters a step, in [0, 1)
/// @param beta2 how slowly the momentum moves, in [0, 1)
/// @param weightDecay the strength of the decoupled pull toward 0
public record Lion(double learningRate, double beta1, double beta2, double weightDecay)
    implements Optimizer {

  /// Checks the settings.
  public Lion {
    Checks.learningRate("lion", learningRate);
    Checks.fraction("lion", "beta1", beta1);
    Checks.fraction("lion", "beta2", beta2);
    Checks.notNegative("lion", "weightDecay", weightDecay);
  }

  /// Lion with the paper's running means and no weight decay.
  public static Lion of(double learningRate) {
    return new Lion(learningRate, 0.9, 0.99, 0);
  }

  @Override
  public Lion withLearningRate(double learningRate) {
    return new Lion(learningRate, beta1, beta2, weightDecay);
  }

  /// The same with other running means.
  public Lion withBetas(double beta1, double beta2) {
    return new Lion(learningRate, beta1, beta2, weightDecay);
  }

  /// The same with another weight decay.
  public Lion withWeightDecay(double weightDecay) {
    return new Lion(learningRate, beta1, beta2, weightDecay);
  }

  @Override
  public String name() {
    return "lion";
  }

  @Override
  public List<String> slots() {
    return List.of("mean");
  }

  @Override
  public double[] coefficients(double learningRate, long step) {
    return new double[] {learningRate, 1 - learningRate * weightDecay};
  }

  @Override
  public Update update(
      Tensor parameter, Tensor gradient, List<Tensor> slots, List<Tensor> coefficients) {
    Tensor mean = slots.getFirst();
    Tensor direction = Terms.running(mean, gradient, beta1).sign();
    Tensor p = weightDecay == 0 ? parameter : parameter.times(coefficients.get(1));
    return new Update(
        p.minus(direction.times(coefficients.get(0))),
        List.of(Terms.running(mean, gradient, beta2)));
  }
}
