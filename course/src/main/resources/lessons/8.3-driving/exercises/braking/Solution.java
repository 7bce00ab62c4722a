/// How far a car needs to stop.
class Braking {
  /// In metres, at a speed in km/h.
  static double distance(double speed, double reaction, double braking) {
    double v = speed / 3.6;
    return v * reaction + v * v / (2 * braking);
  }

  static boolean stops(double speed, double reaction, double braking, double obstacle) {
    return distance(speed, reaction, braking) < obstacle;
  }

  /// The greatest speed, in km/h, at which the distance is no longer than that to the obstacle.
  static double fastest(double reaction, double braking, double obstacle) {
    double at = braking * reaction;
    return 3.6 * (Math.sqrt(at * at + 2 * braking * obstacle) - at);
  }
}
