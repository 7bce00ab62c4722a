/// How well scores separate.
class RocArea {
  static double auc(double[] sick, double[] healthy) {
    throw new UnsupportedOperationException("write me");
  }

  /// The highest score of a sick one at which at least this part of the sick is found.
  static double threshold(double[] sick, double wanted) {
    throw new UnsupportedOperationException("write me");
  }
}
