package gradus.optim;

import gradus.tensor.Tensor;
import java.util.List;

/// Adagrad: each gradient divided by the root of the sum of all its squares so far.
///
/// `s' = s + g^2`, `p' = p - rate / (1 + (t - 1) rateDecay) g / (sqrt(s') + epsilon)`. Steps only
/// ever become smaller.
///
/// Source: Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and
/// stochastic optimization", 2011.
///
/// @param learningRate the step size
/// @param rateDecay how fast the rate falls with the steps
/// @param weightDecay the strength of the pull toward 0, as a part of the gradient
/// @param initialSum what the sums are before the first step
/// @param epsilon what keeps the divisor from 0
public record Adagrad(
    double learningRate, double rateDecay, double weightDecay, double initialSum, double epsilon)
    implements Optimizer {

  /// Checks the settings.
  public Adagrad {
    Checks.learningRate("adagrad", learningRate);
    Checks.notNegative("adagrad", "rateDecay", rateDecay);
    Checks.notNegative("adagrad", "weightDecay", weightDecay);
    Checks.notNegative("adagrad", "initialSum", initialSum);
    Checks.notNegative("adagrad", "epsilon", epsilon);
  }

  /// Adagrad with sums that begin at 0 and an epsilon of 1e-10.
  public static Adagrad of(double learningRate) {
    return new Adagrad(learningRate, 0, 0, 0, 1e-10);
  }

  @Override
  public Adagrad withLearningRate(double learningRate) {
    return new Adagrad(learningRate, rateDecay, weightDecay, initialSum, epsilon);
  }

  /// The same with another decay of the rate.
  public Adagrad withRateDecay(double rateDecay) {
    return new Adagrad(learningRate, rateDecay, weightDecay, initialSum, epsilon);
  }

  /// The same with another weight decay.
  public Adagrad withWeightDecay(double weightDecay) {
    return new Adagrad(learningRate, rateDecay, weightDecay, initialSum, epsilon);
  }

  /// The same with other sums to begin with.
  public Adagrad withInitialSum(double initialSum) {
    return new Adagrad(learningRate, rateDecay, weightDecay, initialSum, epsilon);
  }

  /// The same with another epsilon.
  public Adagrad withEpsilon(double epsilon) {
    return new Adagrad(learningRate, rateDecay, weightDecay, initialSum, epsilon);
  }

  @Override
  public String name() {
    return "adagrad";
  }

  @Override
  public List<String> slots() {
    return List.of("sum");
  }

  @Override
  public double initial(String slot) {
    return initialSum;
  }

  @Override
  public double[] coefficients(double learningRate, long step) {
    return new double[] {learningRate / (1 + (step - 1) * rateDecay)};
  }

  @Override
  public Update update(
      Tensor parameter, Tensor gradient, List<Tensor> slots, List<Tensor> coefficients) {
    Tensor g = Terms.decayed(gradient, parameter, weightDecay);
    Tensor sum = slots.getFirst().plus(g.square());
    Tensor direction = g.dividedBy(sum.sqrt().plus(epsilon));
    return new Update(parameter.minus(direction.times(coefficients.getFirst())), List.of(sum));
  }
}
