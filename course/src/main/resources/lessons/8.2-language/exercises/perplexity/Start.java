/// How sure a language model is.
class Perplexity {
  static double perplexity(double[] p) {
    throw new UnsupportedOperationException("write me");
  }

  /// The probabilities at a temperature.
  static double[] temper(double[] p, double temperature) {
    throw new UnsupportedOperationException("write me");
  }
}
