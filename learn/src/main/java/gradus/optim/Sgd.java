package gradus.optim;

import gradus.tensor.Tensor;
import java.util.List;

/// Stochastic gradient descent: `p' = p - rate g`; with momentum `v' = momentum v + g`, `p' = p -
/// rate v'`.
///
/// Nesterov's variant looks ahead along the velocity: `p' = p - rate (g + momentum v')`. Weight
/// decay adds `weightDecay p` to the gradient. As in PyTorch, dampening scales what the gradient
/// adds to the velocity, except at the first step.
///
/// Sources: Robbins and Monro, "A stochastic approximation method", 1951; Polyak, "Some methods of
/// speeding up the convergence of iteration methods", 1964; Sutskever, Martens, Dahl and Hinton,
/// "On the importance of initialization and momentum in deep learning", 2013.
///
/// @param learningRate the step size
/// @param momentum how much of the velocity stays, in [0, 1)
/// @param dampening how much of the gradient does not enter the velocity
/// @param nesterov whether to look ahead
/// @param weightDecay the strength of the pull toward 0, as a part of the gradient
public record Sgd(
    double learningRate, double momentum, double dampening, boolean nesterov, double weightDecay)
    implements Optimizer {

  /// Checks the settings.
  public Sgd {
    Checks.learningRate("sgd", learningRate);
    Checks.fraction("sgd", "momentum", momentum);
    Checks.notNegative("sgd", "dampening", dampening);
    Checks.notNegative("sgd", "weightDecay", weightDecay);
    if (nesterov && (momentum == 0 || dampening != 0)) {
      throw new OptimizerException(
          "sgd: nesterov needs a momentum above 0 and a dampening of 0, got %s and %s",
          momentum, dampening);
    }
  }

  /// Plain gradient descent.
  public static Sgd of(double learningRate) {
    return new Sgd(learningRate, 0, 0, false, 0);
  }

  /// Gradient descent with a velocity.
  public static Sgd momentum(double learningRate, double momentum) {
    return of(learningRate).withMomentum(momentum);
  }

  /// Gradient descent with a velocity along which it looks ahead.
  public static Sgd nesterov(double learningRate, double momentum) {
    return new Sgd(learningRate, momentum, 0, true, 0);
  }

  @Override
  public Sgd withLearningRate(double learningRate) {
    return new Sgd(learningRate, momentum, dampening, nesterov, weightDecay);
  }

  /// The same with another momentum.
  public Sgd withMomentum(double momentum) {
    return new Sgd(learningRate, momentum, dampening, nesterov, weightDecay);
  }

  /// The same with another dampening.
  public Sgd withDampening(double dampening) {
    return new Sgd(learningRate, momentum, dampening, nesterov, weightDecay);
  }

  /// The same with another weight decay.
  public Sgd withWeightDecay(double weightDecay) {
    return new Sgd(learningRate, momentum, dampening, nesterov, weightDecay);
  }

  @Override
  public String name() {
    return "sgd";
  }

  @Override
  public List<String> slots() {
    return momentum == 0 ? List.of() : List.of("velocity");
  }

  @Override
  public double[] coefficients(double learningRate, long step) {
    return new double[] {learningRate, step == 1 ? 1 : 1 - dampening};
  }

  @Override
  public Update update(
      Tensor parameter, Tensor gradient, List<Tensor> slots, List<Tensor> coefficients) {
    Tensor rate = coefficients.getFirst();
    Tensor g = Terms.decayed(gradient, parameter, weightDecay);
    if (momentum == 0) {
      return new Update(parameter.minus(g.times(rate)), List.of());
    }
    Tensor entering = dampening == 0 ? g : g.times(coefficients.get(1));
    Tensor velocity = slots.getFirst().times(momentum).plus(entering);
    Tensor direction = nesterov ? g.plus(velocity.times(momentum)) : velocity;
    return new Update(parameter.minus(direction.times(rate)), List.of(velocity));
  }
}
