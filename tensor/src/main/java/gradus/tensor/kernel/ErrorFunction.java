package gradus.tensor.kernel;

/// The error function and its complement in double precision.
///
/// Rational approximations of three ranges: W. J. Cody, "Rational Chebyshev approximations for the
/// error function", Mathematics of Computation 23 (1969), 631-637.
final class ErrorFunction {
  private static final double NEAR = 0.46875;
  private static final double FAR = 4;
  private static final double ONE_OVER_SQRT_PI = 5.6418958354775628695e-1;

  // erf(x) = x P(x^2) / Q(x^2) for |x| <= 0.46875; highest power first, here and below.
  private static final double[] NEAR_P = {
    1.85777706184603153e-1,
    3.16112374387056560e00,
    1.13864154151050156e02,
    3.77485237685302021e02,
    3.20937758913846947e03
  };
  private static final double[] NEAR_Q = {
    1,
    2.36012909523441209e01,
    2.44024637934444173e02,
    1.28261652607737228e03,
    2.84423683343917062e03
  };

  // erfc(x) = e^(-x^2) P(x) / Q(x) for 0.46875 <= x <= 4.
  private static final double[] MIDDLE_P = {
    2.15311535474403846e-8,
    5.64188496988670089e-1,
    8.88314979438837594e00,
    6.61191906371416295e01,
    2.98635138197400131e02,
    8.81952221241769090e02,
    1.71204761263407058e03,
    2.05107837782607147e03,
    1.23033935479799725e03
  };
  private static final double[] MIDDLE_Q = {
    1,
    1.57449261107098347e01,
    1.17693950891312499e02,
    5.37181101862009858e02,
    1.62138957456669019e03,
    3.29079923573345963e03,
    4.36261909014324716e03,
    3.43936767414372164e03,
    1.23033935480374942e03
  };

  // erfc(x) = e^(-x^2) / x (1 / sqrt(pi) - P(1 / x^2) / Q(1 / x^2) / x^2) for x >= 4.
  private static final double[] FAR_P = {
    1.63153871373020978e-2,
    3.05326634961232344e-1,
    3.60344899949804439e-1,
    1.25781726111229246e-1,
    1.60837851487422766e-2,
    6.58749161529837803e-4
  };
  private static final double[] FAR_Q = {
    1,
    2.56852019228982242e00,
    1.87295284992346725e00,
    5.27905102951428412e-1,
    6.05183413124413191e-2,
    2.33520497626869185e-3
  };

  private ErrorFunction() {}

  /// `2 / sqrt(pi)` times the integral of `e^(-t^2)` from 0 to x.
  static double erf(double x) {
    double size = Math.abs(x);
    if (size <= NEAR) {
      return near(x);
    }
    return Math.copySign(1 - tail(size), x);
  }

  /// `1 - erf(x)`, accurate also where that is tiny.
  static double complement(double x) {
    if (Math.abs(x) <= NEAR) {
      return 1 - near(x);
    }
    double tail = tail(Math.abs(x));
    return x < 0 ? 2 - tail : tail;
  }

  private static double near(double x) {
    double square = x * x;
    return x * polynomial(NEAR_P, square) / polynomial(NEAR_Q, square);
  }

  /// erfc(x) for x above 0.46875.
  private static double tail(double x) {
    if (x > 30) {
      return 0;
    }
    double gaussian = gaussian(x);
    if (x <= FAR) {
      return gaussian * polynomial(MIDDLE_P, x) / polynomial(MIDDLE_Q, x);
    }
    double inverse = 1 / (x * x);
    double rest = inverse * polynomial(FAR_P, inverse) / polynomial(FAR_Q, inverse);
    return gaussian * (ONE_OVER_SQRT_PI - rest) / x;
  }

  // e^(-x^2). Rounding x^2 would cost as many bits as x^2 is large, so a short head is squared
  // exactly.
  private static double gaussian(double x) {
    double head = Math.rint(x * 16) / 16;
    return Math.exp(-head * head) * Math.exp(-(x - head) * (x + head));
  }

  private static double polynomial(double[] coefficients, double x) {
    double value = 0;
    for (double coefficient : coefficients) {
      value = value * x + coefficient;
    }
    return value;
  }
}
