/// How far a car needs to stop.
class Braking {
  /// In metres, at a speed in km/h.
  static double distance(double speed, double reaction, double braking) {
    throw new UnsupportedOperationException("write me");
  }

  static boolean stops(double speed, double reaction, double braking, double obstacle) {
    throw new UnsupportedOperationException("write me");
  }

  /// The greatest speed, in km/h, at which the distance is no longer than that to the obstacle.
  static double fastest(double reaction, double braking, double obstacle) {
    throw new UnsupportedOperationException("write me");
  }
}
