/// Rosenblatt's perceptron with two inputs.
class Perceptron {
  final double[] weights = new double[2];
  double bias;

  int answer(double[] x) {
    return weights[0] * x[0] + weights[1] * x[1] + bias > 0 ? 1 : 0;
  }

  /// One pass over the samples; returns the number of mistakes.
  int learn(double[][] samples, int[] targets) {
    int mistakes = 0;
    for (int i = 0; i < samples.length; i++) {
      int error = targets[i] - answer(samples[i]);
      if (error != 0) {
        mistakes++;
        weights[0] += error * samples[i][0];
        weights[1] += error * samples[i][1];
        bias += error;
      }
    }
    return mistakes;
  }
}
