package gradus.search;

/// Which trials are stopped early, by what they and others reported on their way.
///
/// A pruner has no state: what it decides is a function of the reports.
@FunctionalInterface
public interface Pruner {
  /// Whether to stop a trial after its last report.
  ///
  /// @param trials all trials of the study, this one among them
  /// @param trial one that runs, and has reported at least once
  boolean stops(Trials trials, TrialRecord trial);

  /// A pruner that stops none.
  static Pruner none() {
    return NoPruner.INSTANCE;
  }
}
