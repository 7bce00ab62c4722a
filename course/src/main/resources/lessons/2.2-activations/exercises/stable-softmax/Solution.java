/// Probabilities from any numbers.
class StableSoftmax {
  /// The softmax of x.
  static double[] softmax(double[] x) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double value : x) {
      largest = Math.max(largest, value);
    }
    double sum = 0;
    for (double value : x) {
      sum += Math.exp(value - largest);
    }
    double[] p = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      p[i] = Math.exp(x[i] - largest) / sum;
    }
    return p;
  }
}
