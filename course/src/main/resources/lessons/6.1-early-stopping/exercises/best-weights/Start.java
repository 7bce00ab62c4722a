/// Remembers the weights of the best epoch.
class BestWeights {
  private double bestLoss = Double.POSITIVE_INFINITY;
  private double[] best = {};

  /// An epoch has ended with this validation loss and these weights.
  void epoch(double loss, double[] weights) {
    bestLoss = loss;
    best = weights;
  }

  /// Puts the weights of the best epoch back into the array.
  void restore(double[] weights) {
    best = weights;
  }

  /// The best loss.
  double bestLoss() {
    return bestLoss;
  }
}
