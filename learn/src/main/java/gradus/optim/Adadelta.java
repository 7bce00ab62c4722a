package gradus.optim;

import gradus.tensor.Tensor;
import java.util.List;

/// Adadelta: each gradient times the ratio of two running roots, of the squared steps and of the
/// squared gradients.
///
/// `s' = rho s + (1 - rho) g^2`, `d = g sqrt(u + epsilon) / sqrt(s' + epsilon)`, `u' = rho u + (1 -
/// rho) d^2`, `p' = p - rate d`. A rate of 1 is the paper's rule, which has none.
///
/// Source: Zeiler, "ADADELTA: an adaptive learning rate method", 2012.
///
/// @param learningRate the step size
/// @param rho how slowly the running means move, in [0, 1)
/// @param epsilon what keeps the divisor from 0
/// @param weightDecay the strength of the pull toward 0, as a part of the gradient
public record Adadelta(double learningRate, double rho, double epsilon, double weightDecay)
    implements Optimizer {

  /// Checks the settings.
  public Adadelta {
    Checks.learningRate("adadelta", learningRate);
    Checks.fraction("adadelta", "rho", rho);
    Checks.notNegative("adadelta", "epsilon", epsilon);
    Checks.notNegative("adadelta", "weightDecay", weightDecay);
  }

  /// Adadelta with a rho of 0.9 and an epsilon of 1e-6.
  public static Adadelta of(double learningRate) {
    return new Adadelta(learningRate, 0.9, 1e-6, 0);
  }

  @Override
  public Adadelta withLearningRate(double learningRate) {
    return new Adadelta(learningRate, rho, epsilon, weightDecay);
  }

  /// The same with other running means.
  public Adadelta withRho(double rho) {
    return new Adadelta(learningRate, rho, epsilon, weightDecay);
  }

  /// The same with another epsilon.
  public Adadelta withEpsilon(double epsilon) {
    return new Adadelta(learningRate, rho, epsilon, weightDecay);
  }

  /// The same with another weight decay.
  public Adadelta withWeightDecay(double weightDecay) {
    return new Adadelta(learningRate, rho, epsilon, weightDecay);
  }

  @Override
  public String name() {
    return "adadelta";
  }

  @Override
  public List<String> slots() {
    return List.of("square", "step");
  }

  @Override
  public double[] coefficients(double learningRate, long step) {
    return new double[] {learningRate};
  }

  @Override
  public Update update(
      Tensor parameter, Tensor gradient, List<Tensor> slots, List<Tensor> coefficients) {
    Tensor g = Terms.decayed(gradient, parameter, weightDecay);
    Tensor square = Terms.running(slots.get(0), g.square(), rho);
    Tensor ratio = slots.get(1).plus(epsilon).sqrt().dividedBy(square.plus(epsilon).sqrt());
    Tensor change = g.times(ratio);
    Tensor step = Terms.running(slots.get(1), change.square(), rho);
    return new Update(
        parameter.minus(change.times(coefficients.getFirst())), List.of(square, step));
  }
}
