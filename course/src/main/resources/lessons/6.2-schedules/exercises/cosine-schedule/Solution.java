/// A learning rate that warms up and then follows a cosine.
class CosineSchedule {
  static double rate(double largest, int step, int warmup, int total) {
    if (step < warmup) {
      return largest * (step + 1) / warmup;
    }
    if (step >= total) {
      return 0;
    }
    double part = (double) (step - warmup) / (total - warmup);
    return largest / 2 * (1 + Math.cos(Math.PI * part));
  }
}
