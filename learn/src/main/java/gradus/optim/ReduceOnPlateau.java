package gradus.optim;

/// A learning rate that falls when a loss no longer does.
///
/// The rule is pure: [#next] gives the state after one more loss. A loss is better than the best so
/// far where it is below it by more than `threshold |best|`, as negative losses are too; after more
/// than `patience` losses in a row that are not, the rate is multiplied by `factor`. For losses
/// above 0 the same rule, with the same defaults, as PyTorch's `ReduceLROnPlateau`.
///
/// ```java
/// var rule = ReduceOnPlateau.of();
/// var state = rule.start(1e-3);
/// state = rule.next(state, validationLoss);   // after each epoch
/// state.rate();
/// ```
///
/// @param factor what the rate is multiplied by, in (0, 1)
/// @param patience how many losses in a row may be no better
/// @param threshold by which part a loss must be below the best to be better
/// @param cooldown how many losses after a fall do not count against patience
/// @param minimum the rate below which it does not fall
public record ReduceOnPlateau(
    double factor, int patience, double threshold, int cooldown, double minimum) {

  /// A fall by less than this is left out.
  private static final double LEAST_FALL = 1e-8;

  /// What the rule remembers.
  ///
  /// @param rate the learning rate
  /// @param best the best loss so far
  /// @param waited how many losses in a row were no better
  /// @param cooling how many more losses do not count
  public record State(double rate, double best, int waited, int cooling) {}

  /// Checks the settings.
  public ReduceOnPlateau {
    if (!(factor > 0 && factor < 1)) {
      throw new OptimizerException(
          "reduceOnPlateau: factor must be above 0 and below 1, got %s", factor);
    }
    Checks.notNegative("reduceOnPlateau", "patience", patience);
    Checks.fraction("reduceOnPlateau", "threshold", threshold);
    Checks.notNegative("reduceOnPlateau", "cooldown", cooldown);
    Checks.notNegative("reduceOnPlateau", "minimum", minimum);
  }

  /// A tenth of the rate after more than 10 losses no better by 0.01 %.
  public static ReduceOnPlateau of() {
    return new ReduceOnPlateau(0.1, 10, 1e-4, 0, 0);
  }

  /// The same with another factor.
  public ReduceOnPlateau withFactor(double factor) {
    return new ReduceOnPlateau(factor, patience, threshold, cooldown, minimum);
  }

  /// The same with another patience.
  public ReduceOnPlateau withPatience(int patience) {
    return new ReduceOnPlateau(factor, patience, threshold, cooldown, minimum);
  }

  /// The same with another threshold.
  public ReduceOnPlateau withThreshold(double threshold) {
    return new ReduceOnPlateau(factor, patience, threshold, cooldown, minimum);
  }

  /// The same with another cooldown.
  public ReduceOnPlateau withCooldown(int cooldown) {
    return new ReduceOnPlateau(factor, patience, threshold, cooldown, minimum);
  }

  /// The same with another lowest rate.
  public ReduceOnPlateau withMinimum(double minimum) {
    return new ReduceOnPlateau(factor, patience, threshold, cooldown, minimum);
  }

  /// The state before the first loss.
  public State start(double rate) {
    Checks.learningRate("reduceOnPlateau", rate);
    return new State(rate, Double.POSITIVE_INFINITY, 0, 0);
  }

  /// The state after one more loss; not-a-number is never better.
  public State next(State state, double loss) {
    boolean better = loss < state.best() * (1 - Math.signum(state.best()) * threshold);
    double best = better ? loss : state.best();
    if (state.cooling() > 0) {
      return new State(state.rate(), best, 0, state.cooling() - 1);
    }
    int waited = better ? 0 : state.waited() + 1;
    if (waited <= patience) {
      return new State(state.rate(), best, waited, 0);
    }
    double lower = Math.max(state.rate() * factor, minimum);
    double rate = state.rate() - lower > LEAST_FALL ? lower : state.rate();
    return new State(rate, best, 0, cooldown);
  }
}
