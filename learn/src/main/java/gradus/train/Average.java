package gradus.train;

/// How the numbers of several classes become one number.
public enum Average {
  /// The mean over classes, each counting alike. Classes that are neither in the targets nor
  /// predicted do not count.
  MACRO,
  /// The number of all samples together: the mean over classes by how often they are right or
  /// wrong. With one label for each sample, precision, recall and F1 are then all equal to the
  /// accuracy.
  MICRO,
  /// The mean over classes, each counting as often as it is in the targets.
  WEIGHTED
}
