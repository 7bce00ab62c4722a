package gradus.course.backpropagation;

import gradus.optim.Optimizer;
import gradus.tensor.Tensor;
import java.util.List;

/// The paper's rule, its equation 9: `Δw(t) = -ε ∂E/∂w(t) + α Δw(t-1)`, with small steps at first,
/// and weights that shrink by a part after each step.
///
/// A schedule that lowers the rate lowers the shrinking with it.
///
/// @param first ε and α of the first sweeps
/// @param sweeps how many these are
/// @param then ε and α of all others
/// @param decay the part by which each weight shrinks in a step
record DeltaRule(Pace first, int sweeps, Pace then, double decay) implements Optimizer {
  /// How fast weights move.
  ///
  /// @param rate ε
  /// @param momentum α
  record Pace(double rate, double momentum) {}

  /// As the paper trained the family trees.
  static final DeltaRule PAPER =
      new DeltaRule(new Pace(0.005, 0.5), 20, new Pace(0.01, 0.9), 0.002);

  @Override
  public String name() {
    return "deltaRule";
  }

  @Override
  public double learningRate() {
    return then.rate();
  }

  @Override
  public DeltaRule withLearningRate(double rate) {
    return new DeltaRule(first, sweeps, new Pace(rate, then.momentum()), decay);
  }

  @Override
  public List<String> slots() {
    return List.of("change");
  }

  @Override
  public double[] coefficients(double learningRate, long step) {
    double part = learningRate / then.rate();
    Pace pace = step <= sweeps ? first : then;
    return new double[] {part * pace.rate(), pace.momentum(), 1 - part * decay};
  }

  @Override
  public Update update(
      Tensor parameter, Tensor gradient, List<Tensor> slots, List<Tensor> coefficients) {
    Tensor kept = slots.getFirst().times(coefficients.get(1));
    Tensor change = kept.minus(gradient.times(coefficients.getFirst()));
    Tensor moved = parameter.plus(change).times(coefficients.getLast());
    return new Update(moved, List.of(change));
  }
}
