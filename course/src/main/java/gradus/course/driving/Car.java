package gradus.course.driving;

/// A car on a road: where it is and where it heads.
///
/// @param heading in radians, counterclockwise from the x axis
record Car(double x, double y, double heading) {
  /// How many directions it looks into.
  static final int EYES = 7;

  /// How far it goes in a step.
  static final double SPEED = 0.1;

  private static final double SHARPEST = 0.12;
  private static final double FIELD = Math.PI * 0.8;
  private static final double FARTHEST = 3;
  private static final double GLANCE = 0.05;
  private static final double AHEAD = 0.16;

  /// A car in the middle of the road.
  static Car on(Track track, double angle) {
    double radius = track.radius(angle);
    return new Car(radius * Math.cos(angle), radius * Math.sin(angle), track.heading(angle));
  }

  double angle() {
    return Math.atan2(y, x);
  }

  /// The car a step later.
  ///
  /// @param steering from -1, as sharply to the right as it goes, to 1
  /// @param gust what turns it besides, in radians
  Car steered(double steering, double gust) {
    double next = heading + SHARPEST * Math.clamp(steering, -1, 1) + gust;
    return new Car(x + SPEED * Math.cos(next), y + SPEED * Math.sin(next), next);
  }

  /// What the car sees: how far the road reaches in seven directions from right to left, from 0 to
  /// 1.
  double[] sees(Track track) {
    double[] sees = new double[EYES];
    for (int i = 0; i < EYES; i++) {
      double direction = heading + FIELD * ((double) i / (EYES - 1) - 0.5);
      double away = 0;
      while (away < FARTHEST
          && track.has(x + away * Math.cos(direction), y + away * Math.sin(direction))) {
        away += GLANCE;
      }
      sees[i] = Math.min(1, away / FARTHEST);
    }
    return sees;
  }

  /// What the recorded driver does: steer for a point in the middle of the road ahead, which it
  /// knows and the network does not.
  double driver(Track track) {
    double ahead = angle() + AHEAD;
    double toX = track.radius(ahead) * Math.cos(ahead) - x;
    double toY = track.radius(ahead) * Math.sin(ahead) - y;
    double turn = Math.atan2(toY, toX) - heading;
    double between = Math.atan2(Math.sin(turn), Math.cos(turn));
    return Math.clamp(between / (2 * SHARPEST), -1, 1);
  }
}
