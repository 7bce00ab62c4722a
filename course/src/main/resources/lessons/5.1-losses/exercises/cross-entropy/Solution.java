/// Cross-entropy of one sample.
class CrossEntropy {
  static double loss(double[] logits, int label) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - largest);
    }
    return largest + Math.log(sum) - logits[label];
  }

  /// The gradient of the loss with respect to the logits.
  static double[] gradient(double[] logits, int label) {
    double[] gradient = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      // The probability of class i is e to the power of minus its loss.
      gradient[i] = Math.exp(-loss(logits, i)) - (i == label ? 1 : 0);
    }
    return gradient;
  }
}
