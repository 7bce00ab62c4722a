package gradus.search;

/// The standard normal distribution.
final class Normal {
  private static final double LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);
  private static final double TAIL = -6;

  private Normal() {}

  /// The probability of a number below `x`, by the series of Marsaglia, "Evaluating the normal
  /// distribution", 2004, and in the tail by the asymptotic one.
  static double below(double x) {
    if (x > -TAIL) {
      return 1 - below(-x);
    }
    if (x < TAIL) {
      return Math.exp(logDensity(x)) * tail(x) / -x;
    }
    double sum = x;
    double term = x;
    double before = 0;
    for (int i = 3; sum != before; i += 2) {
      before = sum;
      term *= x * x / i;
      sum += term;
    }
    return Math.max(0, 0.5 + sum * Math.exp(logDensity(x)));
  }

  /// The probability of a number between two, also far from 0.
  static double between(double low, double high) {
    return low > 0 ? below(-low) - below(-high) : below(high) - below(low);
  }

  static double logDensity(double x) {
    return -0.5 * x * x - LOG_ROOT_TWO_PI;
  }

  /// `1 - 1/x^2 + 3/x^4 - ...`
  private static double tail(double x) {
    double square = x * x;
    double term = 1;
    double sum = 1;
    for (int i = 1; i < 12; i++) {
      term *= -(2 * i - 1) / square;
      sum += term;
    }
    return sum;
  }

  /// `log(density(z) + z below(z))`: the logarithm of the expected improvement of a standard normal
  /// number over `-z`, without the underflow that makes it flat where it is small (Ament and
  /// others, "Unexpected improvements to expected improvement for Bayesian optimization", 2023).
  static double logImprovement(double z) {
    if (z > -4) {
      return Math.log(Math.exp(logDensity(z)) + z * below(z));
    }
    // The difference has lost about log10(z^2) digits, of which 16 are enough up to z = -1e4.
    double mills = millsRatio(-z);
    return logDensity(z) + Math.log(Math.max(1 + z * mills, 0.5 / (z * z)));
  }

  /// `below(-x) / density(x)` for large `x`, by Laplace's continued fraction.
  private static double millsRatio(double x) {
    double fraction = x;
    for (int i = 60; i >= 1; i--) {
      fraction = x + i / fraction;
    }
    return 1 / fraction;
  }
}
