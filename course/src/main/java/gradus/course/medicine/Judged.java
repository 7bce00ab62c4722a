package gradus.course.medicine;

/// What a threshold makes of patients: from which probability on one is called sick.
///
/// @param found the sick who are called so
/// @param missed the sick who are not
/// @param alarms the healthy who are called sick
/// @param calm the healthy who are left alone
record Judged(double threshold, int found, int missed, int alarms, int calm) {

  static Judged of(double[] probabilities, boolean[] sick, double threshold) {
    int[] counts = new int[4];
    for (int i = 0; i < sick.length; i++) {
      boolean called = probabilities[i] >= threshold;
      counts[(sick[i] ? 0 : 2) + (called == sick[i] ? 0 : 1)]++;
    }
    return new Judged(threshold, counts[0], counts[1], counts[3], counts[2]);
  }

  double accuracy() {
    return (found + calm) / (double) (found + missed + alarms + calm);
  }

  /// The share of the sick that is found.
  double sensitivity() {
    return found / (double) Math.max(1, found + missed);
  }

  /// The share of the healthy that is left alone.
  double specificity() {
    return calm / (double) Math.max(1, calm + alarms);
  }

  /// The share of those called sick that is: the positive predictive value.
  double predictive() {
    return found / (double) Math.max(1, found + alarms);
  }

  /// What mistakes cost for each 1,000 patients, where a false alarm costs 1.
  ///
  /// @param miss what a missed patient costs
  double cost(double miss) {
    return 1000 * (miss * missed + alarms) / (found + missed + alarms + calm);
  }
}
