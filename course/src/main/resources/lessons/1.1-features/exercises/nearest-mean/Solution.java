/// A classifier that knows the mean of each class.
class NearestMean {
  /// The mean of rows, feature by feature.
  static double[] mean(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += row[j] / rows.length;
      }
    }
    return mean;
  }

  /// Which mean is nearest to x; of two equally near ones the first.
  static int nearest(double[][] means, double[] x) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < means.length; i++) {
      double distance = 0;
      for (int j = 0; j < x.length; j++) {
        distance += (means[i][j] - x[j]) * (means[i][j] - x[j]);
      }
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}
