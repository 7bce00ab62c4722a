/// A Kalman filter of one number.
class Kalman {
  double place;
  double variance;

  Kalman(double place, double variance) {
    this.place = place;
    this.variance = variance;
  }

  /// It has moved, with a variance of its own.
  void predict(double way, double added) {
    throw new UnsupportedOperationException("write me");
  }

  /// It was measured, with a variance of the sensor.
  void correct(double measured, double sensor) {
    throw new UnsupportedOperationException("write me");
  }
}
