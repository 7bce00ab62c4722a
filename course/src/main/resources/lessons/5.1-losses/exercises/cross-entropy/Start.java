/// Cross-entropy of one sample.
class CrossEntropy {
  static double loss(double[] logits, int label) {
    throw new UnsupportedOperationException("write me");
  }

  /// The gradient of the loss with respect to the logits.
  static double[] gradient(double[] logits, int label) {
    throw new UnsupportedOperationException("write me");
  }
}
