package gradus.course.schedules;

import gradus.optim.Schedule;
import gradus.optim.Schedules;
import gradus.plot.Text;

/// The tutorial's six schedules, for a training of some epochs.
enum Rule {
  FIXED(Text.of("fixed", "固定")) {
    @Override
    Schedule schedule(Rates rates) {
      return Schedules.constant();
    }
  },
  STEP(Text.of("steps", "阶梯")) {
    @Override
    Schedule schedule(Rates rates) {
      return Schedules.multiStep(
          0.1, Math.max(1, rates.epochs() * 3 / 10), Math.max(2, rates.epochs() * 6 / 10));
    }
  },
  EXPONENTIAL(Text.of("exponential", "指数")) {
    @Override
    Schedule schedule(Rates rates) {
      return Schedules.exponentialDecay(5.0 / rates.epochs());
    }
  },
  COSINE(Text.of("cosine", "余弦")) {
    @Override
    Schedule schedule(Rates rates) {
      double least = rates.rate() / 100;
      return rates.climbing()
          ? (base, _, epoch) ->
              least
                  + 0.5 * (base - least) * (1 + Math.cos(Math.PI * epoch / (rates.epochs() / 2.0)))
          : Schedules.cosine(least, rates.epochs());
    }
  },
  CYCLIC(Text.of("cyclic", "循环")) {
    @Override
    Schedule schedule(Rates rates) {
      return Schedules.cyclic(rates.rate() / 100, rates.rate(), Math.max(1, rates.epochs() / 10));
    }
  },
  RESTARTS(Text.of("warm restarts", "热重启")) {
    @Override
    Schedule schedule(Rates rates) {
      return Schedules.warmRestarts(
          rates.rate() / 100, rates.rate(), Math.max(1, rates.epochs() / 5), 1, 0.7);
    }
  };

  // Texts are records, which the checker cannot see to be immutable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final transient Text title;

  Rule(Text title) {
    this.title = title;
  }

  Text title() {
    return title;
  }

  /// The schedule for a training of so many epochs.
  abstract Schedule schedule(Rates rates);
}
