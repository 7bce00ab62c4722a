/// What is known after a test.
class PositiveTest {
  /// The part of the sick that is found.
  static double sensitivity(int truePositive, int falseNegative) {
    throw new UnsupportedOperationException("write me");
  }

  /// The part of the healthy that is cleared.
  static double specificity(int trueNegative, int falsePositive) {
    throw new UnsupportedOperationException("write me");
  }

  /// How likely somebody with a positive test is sick.
  static double sick(double sensitivity, double specificity, double prevalence) {
    throw new UnsupportedOperationException("write me");
  }
}
