package gradus.optim;

import gradus.tensor.Tensor;
import java.util.List;

/// RAdam: Adam that begins as momentum and trusts its mean square only once it is known well
/// enough.
///
/// With `rho = 2 / (1 - beta2) - 1` and `r_t = rho - 2 t beta2^t / (1 - beta2^t)`, while `r_t <=
/// 5`: `p' = p - rate m' / (1 - beta1^t)`; later the same times `sqrt((r_t - 4) (r_t - 2) rho /
/// ((rho - 4) (rho - 2) r_t)) sqrt(1 - beta2^t) / (sqrt(v') + epsilon)`.
///
/// Source: Liu and others, "On the variance of the adaptive learning rate and beyond", 2020.
///
/// @param learningRate the step size
/// @param beta1 how slowly the mean of the gradient moves, in [0, 1)
/// @param beta2 how slowly the mean of its square moves, in [0, 1)
/// @param epsilon what keeps the divisor from 0
/// @param weightDecay the strength of the pull toward 0, as a part of the gradient
public record Radam(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {

  /// Checks the settings.
  public Radam {
    Checks.learningRate("radam", learningRate);
    Checks.fraction("radam", "beta1", beta1);
    Checks.fraction("radam", "beta2", beta2);
    Checks.notNegative("radam", "epsilon", epsilon);
    Checks.notNegative("radam", "weightDecay", weightDecay);
  }

  /// RAdam with the paper's settings.
  public static Radam of(double learningRate) {
    return new Radam(learningRate, 0.9, 0.999, 1e-8, 0);
  }

  @Override
  public Radam withLearningRate(double learningRate) {
    return new Radam(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  /// The same with other running means.
  public Radam withBetas(double beta1, double beta2) {
    return new Radam(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  /// The same with another epsilon.
  public Radam withEpsilon(double epsilon) {
    return new Radam(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  /// The same with another weight decay.
  public Radam withWeightDecay(double weightDecay) {
    return new Radam(learningRate, beta1, beta2, epsilon, weightDecay);
  }

  @Override
  public String name() {
    return "radam";
  }

  @Override
  public List<String> slots() {
    return List.of("mean", "square");
  }

  @Override
  public double[] coefficients(double learningRate, long step) {
    double size = learningRate / (1 - Math.pow(beta1, (double) step));
    double power = Math.pow(beta2, (double) step);
    double longest = 2 / (1 - beta2) - 1;
    double length = longest - 2 * step * power / (1 - power);
    if (length <= 5) {
      return new double[] {size, 0};
    }
    double trust = (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length);
    return new double[] {0, size * Math.sqrt(trust) * Math.sqrt(1 - power)};
  }

  @Override
  public Update update(
      Tensor parameter, Tensor gradient, List<Tensor> slots, List<Tensor> coefficients) {
    Tensor g = Terms.decayed(gradient, parameter, weightDecay);
    Tensor mean = Terms.running(slots.get(0), g, beta1);
    Tensor square = Terms.running(slots.get(1), g.square(), beta2);
    Tensor plain = mean.times(coefficients.get(0));
    Tensor scaled = mean.dividedBy(square.sqrt().plus(epsilon)).times(coefficients.get(1));
    return new Update(parameter.minus(plain.plus(scaled)), List.of(mean, square));
  }
}
