package gradus.tensor.kernel;

/// What every elementwise operation means, for one number in double precision.
///
/// All kernels are measured against these definitions.
public final class Scalars {
  private static final double SQRT_HALF = Math.sqrt(0.5);
  private static final double SQRT_TWO = Math.sqrt(2);
  private static final double LOG2_E = 1 / Math.log(2);

  private Scalars() {}

  /// `op(x)`
  public static double unary(UnaryFunction op, double x) {
    return switch (op) {
      case NEGATE -> -x;
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case RECIPROCAL -> 1 / x;
      case SQUARE -> x * x;
      case SQRT -> Math.sqrt(x);
      case RSQRT -> 1 / Math.sqrt(x);
      case EXP -> Math.exp(x);
      case EXPM1 -> Math.expm1(x);
      case LOG -> Math.log(x);
      case LOG2 -> log2(x);
      case LOG10 -> Math.log10(x);
      case LOG1P -> Math.log1p(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case TAN -> Math.tan(x);
      case ASIN -> Math.asin(x);
      case ACOS -> Math.acos(x);
      case ATAN -> Math.atan(x);
      case SINH -> Math.sinh(x);
      case COSH -> Math.cosh(x);
      case TANH -> Math.tanh(x);
      case FLOOR -> Math.floor(x);
      case CEIL -> Math.ceil(x);
      case ROUND -> Math.rint(x);
      case ERF -> ErrorFunction.erf(x);
      case SIGMOID -> sigmoid(x);
      case RELU -> Math.max(x, 0);
      case SOFTPLUS -> softplus(x);
      case SILU -> silu(x);
      case GELU -> gelu(x);
    };
  }

  /// `a op b`
  public static double binary(BinaryFunction op, double a, double b) {
    return switch (op) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case POWER -> power(a, b);
      case MAXIMUM -> Math.max(a, b);
      case MINIMUM -> Math.min(a, b);
      case REMAINDER -> a % b;
      case ATAN2 -> Math.atan2(a, b);
    };
  }

  /// `a op b` in integers: sums and products wrap around, quotients round towards zero.
  ///
  /// A power with a negative exponent rounds towards zero too, so it is 0 unless the base is 1 or
  /// -1.
  ///
  /// @throws ArithmeticException for a division by zero, a negative power of zero, and
  ///   [BinaryFunction#ATAN2], which integers lack
  public static int binary(BinaryFunction op, int a, int b) {
    return switch (op) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case POWER -> power(a, b);
      case MAXIMUM -> Math.max(a, b);
      case MINIMUM -> Math.min(a, b);
      case REMAINDER -> a % b;
      case ATAN2 ->
          throw new ArithmeticException(
              "atan2: the angle of two integers is not an integer; cast them to FLOAT32 first");
    };
  }

  /// Whether `a op b`; not-a-number differs from everything, itself included.
  public static boolean compare(ComparisonFunction op, double a, double b) {
    return switch (op) {
      case LESS -> a < b;
      case LESS_OR_EQUAL -> a <= b;
      case GREATER -> a > b;
      case GREATER_OR_EQUAL -> a >= b;
      case EQUAL -> a == b;
      case NOT_EQUAL -> a != b;
    };
  }

  /// One step of a reduction; the extremes of anything and not-a-number are not-a-number.
  public static double reduce(ReductionFunction op, double a, double b) {
    return switch (op) {
      case SUM -> a + b;
      case PRODUCT -> a * b;
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
    };
  }

  /// The reduction of no elements at all.
  public static double identity(ReductionFunction op) {
    return switch (op) {
      case SUM -> 0;
      case PRODUCT -> 1;
      case MAX -> Double.NEGATIVE_INFINITY;
      case MIN -> Double.POSITIVE_INFINITY;
    };
  }

  // The exponent counts whole, so that powers of two lose nothing.
  private static double log2(double x) {
    if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
      return Math.log(x);
    }
    double normal = x < Double.MIN_NORMAL ? x * 0x1p54 : x;
    int exponent = Math.getExponent(normal);
    double fraction = Math.scalb(normal, -exponent);
    if (fraction > SQRT_TWO) {
      fraction *= 0.5;
      exponent++;
    }
    int power = x < Double.MIN_NORMAL ? exponent - 54 : exponent;
    return power + Math.log(fraction) * LOG2_E;
  }

  // The exponential's argument is never positive, so it cannot overflow.
  private static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return x >= 0 ? 1 / (1 + e) : e / (1 + e);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double silu(double x) {
    return x == Double.NEGATIVE_INFINITY ? -0.0 : x * sigmoid(x);
  }

  // 1 + erf(z) would cancel for negative z; erfc(-z) does not.
  private static double gelu(double x) {
    return x == Double.NEGATIVE_INFINITY
        ? -0.0
        : 0.5 * x * ErrorFunction.complement(-x * SQRT_HALF);
  }

  // Java makes 1 to the power of NaN, and 1 or -1 to an infinite power, NaN; IEEE 754 and PyTorch
  // say 1.
  private static double power(double a, double b) {
    return a == 1 || (a == -1 && Double.isInfinite(b)) ? 1 : Math.pow(a, b);
  }

  private static int power(int base, int exponent) {
    if (exponent < 0) {
      return switch (base) {
        case 0 -> throw new ArithmeticException("power: zero has no negative power");
        case 1 -> 1;
        case -1 -> (exponent & 1) == 0 ? 1 : -1;
        default -> 0;
      };
    }
    int result = 1;
    for (int square = base, rest = exponent; rest != 0; rest >>>= 1, square *= square) {
      if ((rest & 1) != 0) {
        result *= square;
      }
    }
    return result;
  }
}
