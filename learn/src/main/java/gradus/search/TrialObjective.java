package gradus.search;

/// What a study makes small or large: given a trial's parameters, a number.
@FunctionalInterface
public interface TrialObjective {
  /// The trial's value. An exception, or not-a-number, makes the trial a failed one, and the study
  /// goes on; an [InterruptedException] ends the study.
  double value(Trial trial) throws Exception;
}
