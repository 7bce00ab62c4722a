/// A learning rate that warms up and then follows a cosine.
class CosineSchedule {
  static double rate(double largest, int step, int warmup, int total) {
    throw new UnsupportedOperationException("write me");
  }
}
