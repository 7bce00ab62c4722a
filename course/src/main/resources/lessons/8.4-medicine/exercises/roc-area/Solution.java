/// How well scores separate.
class RocArea {
  static double auc(double[] sick, double[] healthy) {
    double sum = 0;
    for (double s : sick) {
      for (double h : healthy) {
        sum += s > h ? 1 : s == h ? 0.5 : 0;
      }
    }
    return sum / (sick.length * healthy.length);
  }

  /// The highest score of a sick one at which at least this part of the sick is found.
  static double threshold(double[] sick, double wanted) {
    double best = Double.NEGATIVE_INFINITY;
    for (double score : sick) {
      int found = 0;
      for (double other : sick) {
        found += other >= score ? 1 : 0;
      }
      if (found >= wanted * sick.length) {
        best = Math.max(best, score);
      }
    }
    return best;
  }
}
