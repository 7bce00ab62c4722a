/// When a training stops.
class Patience {
  /// The epoch at which it stops, from 1.
  static int stopsAt(double[] losses, int patience, double delta) {
    double best = Double.POSITIVE_INFINITY;
    int waited = 0;
    for (int i = 0; i < losses.length; i++) {
      if (losses[i] < best - delta) {
        best = losses[i];
        waited = 0;
      } else {
        waited++;
      }
      if (waited >= patience) {
        return i + 1;
      }
    }
    return losses.length;
  }
}
