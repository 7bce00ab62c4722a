package gradus.plot;

/// How numbers map to positions along an axis or to colours.
public enum Scale {
  /// Equal distances for equal differences.
  LINEAR,
  /// Equal distances for equal ratios; shows positive numbers only.
  LOG;

  private static final double MOST_LINEAR = 100;
  private static final double SAME_RATIO = 1e-6;

  /// Whether levels are chosen for their ratios: all are positive, and either each is the one
  /// before times the same number, or the largest is over a hundred times the smallest.
  static boolean isLogarithmic(Values levels) {
    double lowest = levels.stream().min().orElse(0);
    double highest = levels.stream().max().orElse(0);
    if (!(lowest > 0 && Double.isFinite(highest))) {
      return false;
    }
    return highest > MOST_LINEAR * lowest || (levels.size() > 2 && hasOneRatio(levels));
  }

  private static boolean hasOneRatio(Values levels) {
    double ratio = levels.get(1) / levels.get(0);
    for (int i = 2; i < levels.size(); i++) {
      if (Math.abs(levels.get(i) / levels.get(i - 1) - ratio) > SAME_RATIO * ratio) {
        return false;
      }
    }
    return Math.abs(ratio - 1) > SAME_RATIO;
  }
}
