package gradus.course;

/// How much of a milestone is made again.
public enum MilestoneSize {
  /// Seconds: whether it works at all.
  TEST,
  /// Minutes: what its idea gives.
  NORMAL,
  /// Up to an hour: as near to what was claimed as a processor gets.
  FULL;

  /// One of three values, for this size.
  public <T> T of(T test, T normal, T full) {
    return switch (this) {
      case TEST -> test;
      case NORMAL -> normal;
      case FULL -> full;
    };
  }
}
