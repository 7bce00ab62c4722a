package gradus.tensor.kernel;

import static gradus.tensor.kernel.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Exponentials and logarithms of vectors, within about two units in the last place.
///
/// An argument is reduced to a short interval, where a polynomial of least maximal relative error,
/// evaluated with fused multiplications, takes over. The reductions are those of W. J. Cody and W.
/// Waite, "Software Manual for the Elementary Functions", 1980. Each method is short enough to be
/// inlined into a loop; a method that is not inlined would allocate its vectors.
final class VectorMath {
  static final float INFINITY = Float.POSITIVE_INFINITY;
  static final float MINUS_INFINITY = Float.NEGATIVE_INFINITY;
  static final float ZERO = 0f;
  static final float HALF = 0.5f;
  static final float MINUS_HALF = -0.5f;
  static final float ONE = 1f;
  static final float MINUS_ONE = -1f;
  static final float LOG2_E = 1.442695022f;

  /// Adding this to |x| below 2^22 leaves x, rounded to an integer, in the low bits of the sum.
  static final float ROUNDER = 0x1.8p23f;

  static final int ROUNDER_BITS = 0x4B400000;
  static final int SIGN_BIT = Integer.MIN_VALUE;

  /// The one class that all vectors of the shape have. What the Vector API makes of an array or a
  /// number is declared as any [FloatVector], and the compiler has to guess the class from what it
  /// happened to observe; where it could not, each operation would be a virtual call.
  private static final Class<? extends FloatVector> CLASS = FloatVector.zero(SPECIES).getClass();

  private static final float NOT_A_NUMBER = Float.NaN;
  private static final float SMALLEST_NORMAL = Float.MIN_NORMAL;
  private static final float TINY = 1e-8f;
  private static final float HUGE = 0x1p30f;
  private static final float TWO_TO_23 = 0x1p23f;
  private static final float TWENTY_THREE = 23f;

  // The logarithm of 2 in two parts, and the bounds beyond which an exponential is certainly
  // infinite, 0, or -1 + 1.
  private static final float MINUS_LN_2 = -0.6931471825f;
  private static final float MINUS_LN_2_REST = 1.904654212e-9f;
  private static final float LN_2 = 0.6931471825f;
  private static final float LN_2_REST = -1.904654212e-9f;
  private static final float EXP_OVERFLOWS = 89f;
  private static final float EXP_VANISHES = -104f;
  private static final float EXPM1_SATURATES = -18f;

  private static final int FRACTION_BITS = 23;
  private static final int EXPONENT_BIAS = 127;
  private static final int SQRT_HALF_BITS = 0x3F3504F3;

  // e^x = 1 + x + EXP_2 x^2 + ...
  private static final float EXP_2 = 0.49999994f;
  private static final float EXP_3 = 0.166665152f;
  private static final float EXP_4 = 0.041668456f;
  private static final float EXP_5 = 0.00836941879f;
  private static final float EXP_6 = 0.00138131448f;

  // log(1 + x) = x - x^2 / 2 + LOG_3 x^3 + ...
  private static final float LOG_3 = 0.333333313f;
  private static final float LOG_4 = -0.250008285f;
  private static final float LOG_5 = 0.200012594f;
  private static final float LOG_6 = -0.166230619f;
  private static final float LOG_7 = 0.142007306f;
  private static final float LOG_8 = -0.131621838f;
  private static final float LOG_9 = 0.127703339f;
  private static final float LOG_10 = -0.0764029026f;

  // The logarithms of e to base 2 and 10, and that of 2 to base 10, in two parts; the last one's
  // first part is short, so that its product with an exponent is exact.
  private static final float LOG2_OF_E = 1.44269502f;
  private static final float LOG2_OF_E_REST = 1.92596303e-08f;
  private static final float LOG10_OF_E = 0.434294492f;
  private static final float LOG10_OF_E_REST = -1.010305e-08f;
  private static final float LOG10_OF_2 = 0.301025391f;
  private static final float LOG10_OF_2_REST = 4.60503907e-06f;

  private VectorMath() {}

  static FloatVector load(float[] x, int at) {
    return CLASS.cast(FloatVector.fromArray(SPECIES, x, at));
  }

  static FloatVector broadcast(float value) {
    return CLASS.cast(FloatVector.broadcast(SPECIES, value));
  }

  static IntVector bits(FloatVector x) {
    return x.reinterpretAsInts();
  }

  static FloatVector exp(FloatVector x) {
    FloatVector shifted = x.fma(broadcast(LOG2_E), broadcast(ROUNDER));
    FloatVector r = remainder(x, shifted);
    FloatVector p = expm1Reduced(r).add(ONE);
    // Two factors, because 2^n itself may be subnormal or overflow where the product does not.
    IntVector n = bits(shifted).sub(ROUNDER_BITS);
    IntVector half = n.lanewise(VectorOperators.ASHR, 1);
    FloatVector y = p.mul(powerOfTwo(half)).mul(powerOfTwo(n.sub(half)));
    return y.blend(INFINITY, x.compare(VectorOperators.GT, EXP_OVERFLOWS))
        .blend(ZERO, x.compare(VectorOperators.LT, EXP_VANISHES));
  }

  static FloatVector expm1(FloatVector x) {
    FloatVector shifted = x.fma(broadcast(LOG2_E), broadcast(ROUNDER));
    FloatVector q = expm1Reduced(remainder(x, shifted));
    // e^x - 1 = 2^n q + (2^n - 1), by halves because 2^128 overflows.
    FloatVector half = powerOfTwo(bits(shifted).sub(ROUNDER_BITS + 1));
    FloatVector y = q.fma(half, half.sub(HALF));
    y = y.add(y);
    return y.blend(INFINITY, x.compare(VectorOperators.GT, EXP_OVERFLOWS))
        .blend(MINUS_ONE, x.compare(VectorOperators.LT, EXPM1_SATURATES))
        .blend(x, x.abs().compare(VectorOperators.LT, TINY));
  }

  static FloatVector log(FloatVector x) {
    FloatVector normal = normal(x);
    return outOfRange(logOfProduct(power(x, normal), fraction(normal)), x);
  }

  /// What `log(x)` has beside the logarithm of a power of two and the first term of the series.
  static FloatVector restOfLog(FloatVector x) {
    return logRest(fraction(normal(x)));
  }

  /// The logarithm to base 2, with [#restOfLog].
  static FloatVector log2(FloatVector x, FloatVector restOfLog) {
    FloatVector normal = normal(x);
    FloatVector f = fraction(normal);
    FloatVector s = f.mul(LOG2_OF_E);
    FloatVector rest = f.fma(broadcast(LOG2_OF_E), s.neg());
    rest = f.fma(broadcast(LOG2_OF_E_REST), rest);
    rest = restOfLog.fma(broadcast(LOG2_OF_E), rest);
    return outOfRange(sum(power(x, normal), s, rest), x);
  }

  /// The logarithm to base 10, with [#restOfLog].
  static FloatVector log10(FloatVector x, FloatVector restOfLog) {
    FloatVector normal = normal(x);
    FloatVector k = power(x, normal);
    FloatVector f = fraction(normal);
    FloatVector s = f.mul(LOG10_OF_E);
    FloatVector rest = f.fma(broadcast(LOG10_OF_E), s.neg());
    rest = f.fma(broadcast(LOG10_OF_E_REST), rest);
    rest = k.fma(broadcast(LOG10_OF_2_REST), rest);
    rest = restOfLog.fma(broadcast(LOG10_OF_E), rest);
    return outOfRange(sum(k.mul(LOG10_OF_2), s, rest), x);
  }

  /// `a + b + rest`, where a is 0 or larger than b, with the digits that `a + b` loses.
  private static FloatVector sum(FloatVector a, FloatVector b, FloatVector rest) {
    FloatVector sum = a.add(b);
    return sum.add(b.sub(sum.sub(a)).add(rest));
  }

  /// Subnormal numbers times 2^23, others as they are.
  private static FloatVector normal(FloatVector x) {
    return x.blend(x.mul(TWO_TO_23), x.compare(VectorOperators.LT, SMALLEST_NORMAL));
  }

  /// The k of [#exponent] of x, of which `normal` is the normal number.
  private static FloatVector power(FloatVector x, FloatVector normal) {
    FloatVector power = toFloat(exponent(bits(normal)));
    return power.blend(power.sub(TWENTY_THREE), x.compare(VectorOperators.LT, SMALLEST_NORMAL));
  }

  /// `normal / 2^k - 1`, for the k of [#exponent].
  private static FloatVector fraction(FloatVector normal) {
    IntVector i = bits(normal);
    IntVector k = exponent(i);
    return i.sub(k.lanewise(VectorOperators.LSHL, FRACTION_BITS)).reinterpretAsFloats().sub(ONE);
  }

  /// The logarithm y of x, or what stands in its place where x is not a positive number.
  private static FloatVector outOfRange(FloatVector y, FloatVector x) {
    return y.blend(x, x.compare(VectorOperators.LT, INFINITY).not())
        .blend(NOT_A_NUMBER, x.compare(VectorOperators.LT, ZERO))
        .blend(MINUS_INFINITY, x.compare(VectorOperators.EQ, ZERO));
  }

  static FloatVector log1p(FloatVector x) {
    FloatVector u = x.add(ONE);
    IntVector i = bits(u);
    IntVector k = exponent(i);
    // (1 + x) 2^-k - 1 with one rounding, where 2^-k is a number; the fraction of 1 + x where it is
    // large.
    FloatVector scale = powerOfTwo(k.neg());
    FloatVector m = i.sub(k.lanewise(VectorOperators.LSHL, FRACTION_BITS)).reinterpretAsFloats();
    FloatVector f =
        x.fma(scale, scale.sub(ONE)).blend(m.sub(ONE), x.compare(VectorOperators.GT, HUGE));
    return logOfProduct(toFloat(k), f)
        .blend(x, x.compare(VectorOperators.LT, INFINITY).not())
        .blend(x, x.abs().compare(VectorOperators.LT, TINY))
        .blend(NOT_A_NUMBER, u.compare(VectorOperators.LT, ZERO))
        .blend(MINUS_INFINITY, u.compare(VectorOperators.EQ, ZERO));
  }

  /// `e^x - 1` for |x| <= log(2) / 2.
  static FloatVector expm1Reduced(FloatVector x) {
    FloatVector p =
        broadcast(EXP_6)
            .fma(x, broadcast(EXP_5))
            .fma(x, broadcast(EXP_4))
            .fma(x, broadcast(EXP_3))
            .fma(x, broadcast(EXP_2));
    return p.fma(x.mul(x), x);
  }

  /// `log(2^k (1 + f))` for `1 + f` between the square roots of 1/2 and 2.
  static FloatVector logOfProduct(FloatVector k, FloatVector f) {
    FloatVector y = k.fma(broadcast(LN_2_REST), logRest(f));
    return k.fma(broadcast(LN_2), f.add(y));
  }

  /// `log(1 + f) - f`
  private static FloatVector logRest(FloatVector f) {
    FloatVector p =
        broadcast(LOG_10)
            .fma(f, broadcast(LOG_9))
            .fma(f, broadcast(LOG_8))
            .fma(f, broadcast(LOG_7))
            .fma(f, broadcast(LOG_6));
    p = p.fma(f, broadcast(LOG_5)).fma(f, broadcast(LOG_4)).fma(f, broadcast(LOG_3));
    FloatVector square = f.mul(f);
    return square.fma(broadcast(MINUS_HALF), p.mul(f).mul(square));
  }

  /// `x` less the multiple of log(2) whose number is in the low bits of `shifted`.
  static FloatVector remainder(FloatVector x, FloatVector shifted) {
    FloatVector n = shifted.sub(ROUNDER);
    FloatVector r = n.fma(broadcast(MINUS_LN_2), x);
    return n.fma(broadcast(MINUS_LN_2_REST), r);
  }

  /// `2^n` for n from -126 to 127.
  static FloatVector powerOfTwo(IntVector n) {
    return n.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, FRACTION_BITS).reinterpretAsFloats();
  }

  /// `x` with the sign of `sign`, for an x that is not negative.
  static FloatVector withSign(FloatVector x, FloatVector sign) {
    return bits(x).or(bits(sign).and(SIGN_BIT)).reinterpretAsFloats();
  }

  /// The k for which the float with bits `i`, divided by 2^k, lies between the square roots of 1/2
  /// and 2.
  private static IntVector exponent(IntVector i) {
    return i.sub(SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, FRACTION_BITS);
  }

  /// Small integers as floats.
  private static FloatVector toFloat(IntVector k) {
    return k.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER);
  }
}
