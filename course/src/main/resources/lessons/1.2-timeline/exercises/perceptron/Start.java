/// Rosenblatt's perceptron with two inputs.
class Perceptron {
  final double[] weights = new double[2];
  double bias;

  int answer(double[] x) {
    throw new UnsupportedOperationException("write me");
  }

  /// One pass over the samples; returns the number of mistakes.
  int learn(double[][] samples, int[] targets) {
    throw new UnsupportedOperationException("write me");
  }
}
