/// Remembers the weights of the best epoch.
class BestWeights {
  private double bestLoss = Double.POSITIVE_INFINITY;
  private double[] best = {};

  /// An epoch has ended with this validation loss and these weights.
  void epoch(double loss, double[] weights) {
    if (loss < bestLoss) {
      bestLoss = loss;
      best = weights.clone();
    }
  }

  /// Puts the weights of the best epoch back into the array.
  void restore(double[] weights) {
    System.arraycopy(best, 0, weights, 0, weights.length);
  }

  /// The best loss.
  double bestLoss() {
    return bestLoss;
  }
}
