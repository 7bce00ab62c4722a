package gradus.train;

/// Which of two values of a measurement is better.
public enum Aim {
  /// The smaller one, as of losses and errors.
  SMALLER,
  /// The larger one, as of accuracies.
  LARGER;

  /// Whether a value is better than another by more than a margin. Not-a-number is never better,
  /// and every number is better than not-a-number.
  public boolean isBetter(double value, double than, double margin) {
    if (Double.isNaN(than)) {
      return !Double.isNaN(value);
    }
    return this == SMALLER ? value < than - margin : value > than + margin;
  }
}
