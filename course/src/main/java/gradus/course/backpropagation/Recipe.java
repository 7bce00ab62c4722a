package gradus.course.backpropagation;

import gradus.data.Batch;
import gradus.nn.Model;
import gradus.optim.Schedule;
import gradus.train.Learner;
import gradus.train.Objective;

/// How the network of the family trees is trained: all facts in each sweep.
///
/// @param limit weights start between this and its negative
/// @param rule how weights move
/// @param sweeps how often all facts are learned
/// @param cooling in how many of the last sweeps the rate falls to 0
record Recipe(double limit, DeltaRule rule, int sweeps, int cooling) {
  /// As the paper has it.
  static final Recipe PAPER = new Recipe(0.3, DeltaRule.PAPER, 1500, 0);

  /// Twenty times the paper's rates with two and a half times its decay, larger weights to start
  /// from, eight times the sweeps, and slower in the end.
  static final Recipe OURS =
      new Recipe(
          1,
          new DeltaRule(new DeltaRule.Pace(0.1, 0.5), 20, new DeltaRule.Pace(0.2, 0.9), 0.005),
          12_000,
          4000);

  /// The same with another number of sweeps, a third of which cool.
  Recipe withSweeps(int newSweeps) {
    return new Recipe(limit, rule, newSweeps, cooling == 0 ? 0 : newSweeps / 3);
  }

  /// The same with weights that do not shrink.
  Recipe withoutDecay() {
    DeltaRule kept = new DeltaRule(rule.first(), rule.sweeps(), rule.then(), 0);
    return new Recipe(limit, kept, sweeps, cooling);
  }

  /// A network before it learns.
  Model model(long seed) {
    return KinshipNetwork.model(seed, limit);
  }

  /// A learner of a network; each step of it is one sweep.
  Learner learner(Model model) {
    Schedule cooled =
        (base, step, _) ->
            cooling == 0 ? base : base * Math.min(1.0, (sweeps - step) * 1.0 / cooling);
    Objective objective = Objective.supervised(model, SquaredError.TOLERANT);
    return Learner.start(
        Learner.Spec.of(model, objective, rule).withSchedule(cooled), model.seed().value());
  }

  /// A network that learned some facts.
  Model learned(long seed, Batch facts) {
    Model model = model(seed);
    try (Learner learner = learner(model)) {
      for (int sweep = 0; sweep < sweeps; sweep++) {
        learner.step(facts);
      }
    }
    return model;
  }
}
