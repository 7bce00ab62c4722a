package gradus.optim;

/// The checks that all optimizers' settings have in common.
final class Checks {
  private Checks() {}

  static void learningRate(String optimizer, double rate) {
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new OptimizerException(
          "%s: the learning rate must be a number of at least 0, got %s", optimizer, rate);
    }
  }

  static void fraction(String optimizer, String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new OptimizerException(
          "%s: %s must be at least 0 and below 1, got %s", optimizer, name, value);
    }
  }

  static void notNegative(String optimizer, String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new OptimizerException(
          "%s: %s must be a number of at least 0, got %s", optimizer, name, value);
    }
  }
}
