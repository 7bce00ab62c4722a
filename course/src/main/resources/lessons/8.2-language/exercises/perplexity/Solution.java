/// How sure a language model is.
class Perplexity {
  static double perplexity(double[] p) {
    double sum = 0;
    for (double one : p) {
      sum -= Math.log(one);
    }
    return Math.exp(sum / p.length);
  }

  /// The probabilities at a temperature.
  static double[] temper(double[] p, double temperature) {
    double[] q = new double[p.length];
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      q[i] = Math.pow(p[i], 1 / temperature);
      sum += q[i];
    }
    for (int i = 0; i < p.length; i++) {
      q[i] /= sum;
    }
    return q;
  }
}
