package gradus.optim;

import gradus.tensor.Tensor;
import java.util.List;

/// NAdam: Adam whose mean of the gradient looks one step ahead, as Nesterov's momentum does.
///
/// With `mu_t = beta1 (1 - 0.96^(t momentumDecay) / 2)` and M_t the product of mu_1 to mu_t: `m' =
/// beta1 m + (1 - beta1) g`, `v' = beta2 v + (1 - beta2) g^2`, `p' = p - rate ((1 - mu_t) / (1 -
/// M_t) g + mu_(t+1) / (1 - M_(t+1)) m') / (sqrt(v' / (1 - beta2^t)) + epsilon)`.
///
/// Source: Dozat, "Incorporating Nesterov momentum into Adam", 2016.
///
/// @param learningRate the step size
/// @param beta1 how slowly the mean of the gradient moves, in [0, 1)
/// @param beta2 how slowly the mean of its square moves, in [0, 1)
/// @param epsilon what keeps the divisor from 0
/// @param weightDecay the strength of the pull toward 0, as a part of the gradient
/// @param momentumDecay how fast the momentum rises to beta1
public record Nadam(
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    double momentumDecay)
    implements Optimizer {

  /// Checks the settings.
  public Nadam {
    Checks.learningRate("nadam", learningRate);
    Checks.fraction("nadam", "beta1", beta1);
    Checks.fraction("nadam", "beta2", beta2);
    Checks.notNegative("nadam", "epsilon", epsilon);
    Checks.notNegative("nadam", "weightDecay", weightDecay);
    Checks.notNegative("nadam", "momentumDecay", momentumDecay);
  }

  /// NAdam with PyTorch's settings.
  public static Nadam of(double learningRate) {
    return new Nadam(learningRate, 0.9, 0.999, 1e-8, 0, 4e-3);
  }

  @Override
  public Nadam withLearningRate(double learningRate) {
    return new Nadam(learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay);
  }

  /// The same with other running means.
  public Nadam withBetas(double beta1, double beta2) {
    return new Nadam(learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay);
  }

  /// The same with another epsilon.
  public Nadam withEpsilon(double epsilon) {
    return new Nadam(learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay);
  }

  /// The same with another weight decay.
  public Nadam withWeightDecay(double weightDecay) {
    return new Nadam(learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay);
  }

  /// The same with another rise of the momentum.
  public Nadam withMomentumDecay(double momentumDecay) {
    return new Nadam(learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay);
  }

  @Override
  public String name() {
    return "nadam";
  }

  @Override
  public List<String> slots() {
    return List.of("mean", "square");
  }

  @Override
  public double[] coefficients(double learningRate, long step) {
    double now = momentum(step);
    double next = momentum(step + 1);
    double product = product(step);
    double root = Math.sqrt(1 - Math.pow(beta2, (double) step));
    return new double[] {
      learningRate * (1 - now) / (1 - product), learningRate * next / (1 - product * next), 1 / root
    };
  }

  private double momentum(long step) {
    return beta1 * (1 - 0.5 * Math.pow(0.96, step * momentumDecay));
  }

  private double product(long step) {
    double product = 1;
    // Below 2^-54 it no longer changes 1 - product.
    for (long i = 1; i <= step && product > 0x1p-54; i++) {
      product *= momentum(i);
    }
    return product;
  }

  @Override
  public Update update(
      Tensor parameter, Tensor gradient, List<Tensor> slots, List<Tensor> coefficients) {
    Tensor g = Terms.decayed(gradient, parameter, weightDecay);
    Tensor mean = Terms.running(slots.get(0), g, beta1);
    Tensor square = Terms.running(slots.get(1), g.square(), beta2);
    Tensor divisor = square.sqrt().times(coefficients.get(2)).plus(epsilon);
    Tensor direction = g.times(coefficients.get(0)).plus(mean.times(coefficients.get(1)));
    return new Update(parameter.minus(direction.dividedBy(divisor)), List.of(mean, square));
  }
}
