/// A classifier that knows the mean of each class.
class NearestMean {
  /// The mean of rows, feature by feature.
  static double[] mean(double[][] rows) {
    throw new UnsupportedOperationException("write me");
  }

  /// Which mean is nearest to x; of two equally near ones the first.
  static int nearest(double[][] means, double[] x) {
    throw new UnsupportedOperationException("write me");
  }
}
