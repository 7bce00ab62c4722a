package gradus.optim;

import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// RMSprop: each gradient divided by the root of a running mean of its squares.
///
/// `s' = rho s + (1 - rho) g^2`, `p' = p - rate g / (sqrt(s') + epsilon)`. Centred, it divides by a
/// running standard deviation, the square of a running mean of the gradient being taken from s'.
/// With momentum, the quotients enter a velocity, `v' = momentum v + g / (...)`, along which the
/// parameter moves.
///
/// Sources: Tieleman and Hinton, "Lecture 6.5: RMSprop", 2012; centred: Graves, "Generating
/// sequences with recurrent neural networks", 2013.
///
/// @param learningRate the step size
/// @param rho how slowly the running means move, in [0, 1)
/// @param epsilon what keeps the divisor from 0
/// @param weightDecay the strength of the pull toward 0, as a part of the gradient
/// @param momentum how much of the velocity stays, in [0, 1)
/// @param centred whether the squared mean is taken from the mean square
public record RmsProp(
    double learningRate,
    double rho,
    double epsilon,
    double weightDecay,
    double momentum,
    boolean centred)
    implements Optimizer {

  /// Checks the settings.
  public RmsProp {
    Checks.learningRate("rmsprop", learningRate);
    Checks.fraction("rmsprop", "rho", rho);
    Checks.notNegative("rmsprop", "epsilon", epsilon);
    Checks.notNegative("rmsprop", "weightDecay", weightDecay);
    Checks.fraction("rmsprop", "momentum", momentum);
  }

  /// RMSprop with a rho of 0.99 and an epsilon of 1e-8, neither centred nor with momentum.
  public static RmsProp of(double learningRate) {
    return new RmsProp(learningRate, 0.99, 1e-8, 0, 0, false);
  }

  @Override
  public RmsProp withLearningRate(double learningRate) {
    return new RmsProp(learningRate, rho, epsilon, weightDecay, momentum, centred);
  }

  /// The same with other running means.
  public RmsProp withRho(double rho) {
    return new RmsProp(learningRate, rho, epsilon, weightDecay, momentum, centred);
  }

  /// The same with another epsilon.
  public RmsProp withEpsilon(double epsilon) {
    return new RmsProp(learningRate, rho, epsilon, weightDecay, momentum, centred);
  }

  /// The same with another weight decay.
  public RmsProp withWeightDecay(double weightDecay) {
    return new RmsProp(learningRate, rho, epsilon, weightDecay, momentum, centred);
  }

  /// The same with another momentum.
  public RmsProp withMomentum(double momentum) {
    return new RmsProp(learningRate, rho, epsilon, weightDecay, momentum, centred);
  }

  /// The same with the squared mean taken from the mean square.
  public RmsProp withCentred() {
    return new RmsProp(learningRate, rho, epsilon, weightDecay, momentum, true);
  }

  @Override
  public String name() {
    return "rmsprop";
  }

  @Override
  public List<String> slots() {
    var names = new ArrayList<>(List.of("square"));
    if (centred) {
      names.add("mean");
    }
    if (momentum != 0) {
      names.add("velocity");
    }
    return List.copyOf(names);
  }

  @Override
  public double[] coefficients(double learningRate, long step) {
    return new double[] {learningRate};
  }

  @Override
  public Update update(
      Tensor parameter, Tensor gradient, List<Tensor> slots, List<Tensor> coefficients) {
    Tensor g = Terms.decayed(gradient, parameter, weightDecay);
    var after = new ArrayList<Tensor>();
    Tensor square = Terms.running(slots.getFirst(), g.square(), rho);
    after.add(square);
    Tensor spread = square;
    if (centred) {
      Tensor mean = Terms.running(slots.get(1), g, rho);
      after.add(mean);
      // Rounding may make a variance of almost 0 negative.
      spread = square.minus(mean.square()).relu();
    }
    Tensor direction = g.dividedBy(spread.sqrt().plus(epsilon));
    if (momentum != 0) {
      direction = slots.getLast().times(momentum).plus(direction);
      after.add(direction);
    }
    return new Update(parameter.minus(direction.times(coefficients.getFirst())), after);
  }
}
