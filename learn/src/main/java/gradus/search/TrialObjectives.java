package gradus.search;

/// What a study of several aims makes small or large: given a trial's parameters, a number for each
/// aim.
@FunctionalInterface
public interface TrialObjectives {
  /// The trial's values, in the order of the aims. An exception, or not-a-number among them, makes
  /// the trial a failed one, and the study goes on; an [InterruptedException] ends the study.
  double[] values(Trial trial) throws Exception;
}
