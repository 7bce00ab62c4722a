package gradus.optim;

/// The learning rate as a function of how far training has come.
///
/// Those of [Schedules] count epochs; [#byStep] makes them count optimizer steps.
@FunctionalInterface
public interface Schedule {
  /// The rate at a point of training.
  ///
  /// @param base the optimizer's learning rate
  /// @param step the optimizer step, counted from 0
  /// @param epoch the epoch, counted from 0
  double rate(double base, long step, long epoch);

  /// The same schedule counting optimizer steps.
  default Schedule byStep() {
    return (base, step, _) -> rate(base, step, step);
  }

  /// The same schedule counting epochs.
  default Schedule byEpoch() {
    return (base, _, epoch) -> rate(base, epoch, epoch);
  }

  /// The optimizer's rate all the time.
  static Schedule constant() {
    return (base, _, _) -> base;
  }
}
