/// What is known after a test.
class PositiveTest {
  /// The part of the sick that is found.
  static double sensitivity(int truePositive, int falseNegative) {
    return (double) truePositive / (truePositive + falseNegative);
  }

  /// The part of the healthy that is cleared.
  static double specificity(int trueNegative, int falsePositive) {
    return (double) trueNegative / (trueNegative + falsePositive);
  }

  /// How likely somebody with a positive test is sick.
  static double sick(double sensitivity, double specificity, double prevalence) {
    double found = sensitivity * prevalence;
    return found / (found + (1 - specificity) * (1 - prevalence));
  }
}
