/// When a training stops.
class Patience {
  /// The epoch at which it stops, from 1.
  static int stopsAt(double[] losses, int patience, double delta) {
    throw new UnsupportedOperationException("write me");
  }
}
