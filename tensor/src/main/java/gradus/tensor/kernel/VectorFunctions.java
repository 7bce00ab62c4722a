package gradus.tensor.kernel;

import static gradus.tensor.kernel.Lanes.SPECIES;
import static gradus.tensor.kernel.VectorMath.HALF;
import static gradus.tensor.kernel.VectorMath.LOG2_E;
import static gradus.tensor.kernel.VectorMath.MINUS_HALF;
import static gradus.tensor.kernel.VectorMath.MINUS_INFINITY;
import static gradus.tensor.kernel.VectorMath.MINUS_ONE;
import static gradus.tensor.kernel.VectorMath.ONE;
import static gradus.tensor.kernel.VectorMath.ROUNDER;
import static gradus.tensor.kernel.VectorMath.ROUNDER_BITS;
import static gradus.tensor.kernel.VectorMath.SIGN_BIT;
import static gradus.tensor.kernel.VectorMath.ZERO;
import static gradus.tensor.kernel.VectorMath.bits;
import static gradus.tensor.kernel.VectorMath.broadcast;
import static gradus.tensor.kernel.VectorMath.exp;
import static gradus.tensor.kernel.VectorMath.expm1Reduced;
import static gradus.tensor.kernel.VectorMath.logOfProduct;
import static gradus.tensor.kernel.VectorMath.powerOfTwo;
import static gradus.tensor.kernel.VectorMath.remainder;
import static gradus.tensor.kernel.VectorMath.withSign;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Activations, trigonometric functions and roundings of vectors, built on [VectorMath].
///
/// Relative errors are at most 2e-7, one and a half to three units in the last place: 2.2 for the
/// sigmoid, 2.5 for the hyperbolic tangent. They are larger for the error function, 2.5e-7, and for
/// GELU, 4e-7. Where a result is itself hardly a normal number, SiLU and GELU lose more.
final class VectorFunctions {
  /// Beyond this the reduction of sines and cosines, which has 72 bits of pi / 2, loses accuracy.
  static final float LARGEST_ANGLE = 1e5f;

  private static final float MINUS_ZERO = -0f;
  private static final float MINUS_TWO = -2f;
  private static final float TWO = 2f;
  private static final float FOUR = 4f;
  private static final float TEN = 10f;

  private static final float SQRT_TWO_LESS_ONE = 0.41421354f;
  private static final float FIRST_WHOLE = 0x1p23f;

  // log(erfc(x)) = ERF_1 x + ERF_2 x^2 + ...
  private static final float ERF_1 = -1.12837923f;
  private static final float ERF_2 = -0.636619389f;
  private static final float ERF_3 = -0.102777906f;
  private static final float ERF_4 = 0.019153323f;
  private static final float ERF_5 = 0.000159956413f;
  private static final float ERF_6 = -0.00166661618f;
  private static final float ERF_7 = 0.000632623909f;
  private static final float ERF_8 = -0.000117584321f;
  private static final float ERF_9 = 9.25015502e-06f;

  // The constants of GELU are vectors already: with a broadcast for each, its loop would exceed
  // what
  // the compiler inlines. Elsewhere a broadcast is better, because it stays in a register, whereas
  // a
  // vector in memory is read again after every store to an array of floats.

  /// Where the density of the normal distribution has become too small for a float.
  private static final FloatVector FAR = VectorMath.broadcast(13.1f);

  private static final FloatVector ONE_VECTOR = VectorMath.broadcast(ONE);
  private static final FloatVector HALF_VECTOR = VectorMath.broadcast(HALF);
  private static final FloatVector MINUS_HALF_VECTOR = VectorMath.broadcast(MINUS_HALF);

  // e^(x^2 / 2) erfc(x / sqrt(2)) / 2 = (1/2 + P_1 x + ...) / (1 + Q_1 x + ...)
  private static final FloatVector P_1 = VectorMath.broadcast(0.438497186f);
  private static final FloatVector P_2 = VectorMath.broadcast(0.183385164f);
  private static final FloatVector P_3 = VectorMath.broadcast(0.0406838581f);
  private static final FloatVector P_4 = VectorMath.broadcast(0.00412384095f);
  private static final FloatVector Q_1 = VectorMath.broadcast(1.67487931f);
  private static final FloatVector Q_2 = VectorMath.broadcast(1.20312583f);
  private static final FloatVector Q_3 = VectorMath.broadcast(0.469866723f);
  private static final FloatVector Q_4 = VectorMath.broadcast(0.101985693f);
  private static final FloatVector Q_5 = VectorMath.broadcast(0.0103368182f);

  // Half of pi in three parts.
  private static final float TWO_OVER_PI = 0.6366197467f;
  private static final float MINUS_HALF_PI = -1.570796371f;
  private static final float MINUS_HALF_PI_REST = 4.371138829e-8f;
  private static final float MINUS_HALF_PI_LAST = 1.71512451e-15f;

  // sin(x) = x + SIN_3 x^3 + ..., cos(x) = 1 - x^2 / 2 + COS_4 x^4 + ...
  private static final float SIN_3 = -0.166666672f;
  private static final float SIN_5 = 0.00833332911f;
  private static final float SIN_7 = -0.000198391514f;
  private static final float SIN_9 = 2.71660429e-06f;
  private static final float COS_4 = 0.0416666418f;
  private static final float COS_6 = -0.00138871849f;
  private static final float COS_8 = 2.44181283e-05f;
  private static final int SINE = 0;
  private static final int COSINE = 1;

  private VectorFunctions() {}

  /// `-(e^-2|x| - 1) / (e^-2|x| - 1 + 2)` with the sign of x: no cancellation near 0.
  static FloatVector tanh(FloatVector x) {
    FloatVector size = x.abs();
    FloatVector capped = size.blend(TEN, size.compare(VectorOperators.GT, TEN));
    FloatVector m = expm1OfNegative(capped.mul(MINUS_TWO));
    return withSign(m.div(m.add(TWO)).abs(), x);
  }

  static FloatVector sigmoid(FloatVector x) {
    FloatVector e = exp(x.abs().neg());
    FloatVector numerator = e.blend(ONE, x.compare(VectorOperators.GE, ZERO));
    return numerator.div(e.add(ONE));
  }

  static FloatVector silu(FloatVector x) {
    return x.mul(sigmoid(x)).blend(MINUS_ZERO, x.compare(VectorOperators.EQ, MINUS_INFINITY));
  }

  static FloatVector reciprocal(FloatVector x) {
    return broadcast(ONE).div(x);
  }

  static FloatVector rsqrt(FloatVector x) {
    return broadcast(ONE).div(x.sqrt());
  }

  static FloatVector relu(FloatVector x) {
    return x.blend(ZERO, x.compare(VectorOperators.LE, ZERO));
  }

  /// `e^-|x|`
  static FloatVector decay(FloatVector x) {
    return exp(x.abs().neg());
  }

  /// `max(x, 0) + log(1 + e)` for `e = e^-|x|`; the logarithm needs no special cases between 1 and
  /// 2.
  static FloatVector softplus(FloatVector x, FloatVector e) {
    VectorMask<Float> upper = e.compare(VectorOperators.GT, SQRT_TWO_LESS_ONE);
    FloatVector f = e.blend(e.sub(ONE).mul(HALF), upper);
    return relu(x).add(logOfProduct(broadcast(ZERO).blend(ONE, upper), f));
  }

  /// `1 - e^h` with a polynomial `h = log(erfc |x|)`, whose error matters less the larger |x| is.
  static FloatVector erf(FloatVector x) {
    FloatVector size = x.abs();
    FloatVector t = size.blend(FOUR, size.compare(VectorOperators.GT, FOUR));
    FloatVector h =
        broadcast(ERF_9)
            .fma(t, broadcast(ERF_8))
            .fma(t, broadcast(ERF_7))
            .fma(t, broadcast(ERF_6))
            .fma(t, broadcast(ERF_5));
    h =
        h.fma(t, broadcast(ERF_4))
            .fma(t, broadcast(ERF_3))
            .fma(t, broadcast(ERF_2))
            .fma(t, broadcast(ERF_1));
    return withSign(expm1OfNegative(h.mul(t)).abs(), x);
  }

  /// `max(x, 0) - |x| Q(|x|)`, where Q is the upper tail of the normal distribution: `e^(-t^2 / 2)`
  /// times a rational function.
  static FloatVector gelu(FloatVector x) {
    FloatVector size = x.abs();
    FloatVector t = size.blend(FAR, size.compare(VectorOperators.GT, FAR));
    return relu(x).sub(gaussian(t).mul(t).mul(tailRatio(t)));
  }

  /// `e^(-t^2 / 2)` for t from 0 to [#FAR], where it is 0.
  private static FloatVector gaussian(FloatVector t) {
    FloatVector half = t.mul(MINUS_HALF_VECTOR);
    FloatVector exponent = half.mul(t);
    // The exponential would magnify what rounding its argument lost; the rest comes back as a
    // factor.
    FloatVector rest = half.fma(t, exponent.neg());
    FloatVector shifted = exponent.fma(broadcast(LOG2_E), broadcast(ROUNDER));
    FloatVector p = expm1Reduced(remainder(exponent, shifted)).add(ONE_VECTOR);
    FloatVector e = p.mul(powerOfTwo(bits(shifted).sub(ROUNDER_BITS)));
    return e.fma(rest, e).blend(ZERO, t.compare(VectorOperators.EQ, FAR));
  }

  static FloatVector sin(FloatVector x) {
    return sinOfQuadrant(x, SINE);
  }

  static FloatVector cos(FloatVector x) {
    return sinOfQuadrant(x, COSINE);
  }

  static FloatVector sign(FloatVector x) {
    return x.blend(ONE, x.compare(VectorOperators.GT, ZERO))
        .blend(MINUS_ONE, x.compare(VectorOperators.LT, ZERO));
  }

  /// Rounds halves to even; from 2^23 on every float is an integer.
  static FloatVector round(FloatVector x) {
    FloatVector size = x.abs();
    FloatVector rounded = withSign(size.add(FIRST_WHOLE).sub(FIRST_WHOLE), x);
    return x.blend(rounded, size.compare(VectorOperators.LT, FIRST_WHOLE));
  }

  static FloatVector floor(FloatVector x) {
    FloatVector rounded = round(x);
    return rounded.blend(rounded.sub(ONE), rounded.compare(VectorOperators.GT, x));
  }

  static FloatVector ceil(FloatVector x) {
    FloatVector rounded = round(x);
    FloatVector up = rounded.blend(rounded.add(ONE), rounded.compare(VectorOperators.LT, x));
    return withSign(up.abs(), x);
  }

  /// `e^x - 1` for x from -80 to 0.
  private static FloatVector expm1OfNegative(FloatVector x) {
    FloatVector shifted = x.fma(broadcast(LOG2_E), broadcast(ROUNDER));
    FloatVector q = expm1Reduced(remainder(x, shifted));
    FloatVector scale = powerOfTwo(bits(shifted).sub(ROUNDER_BITS));
    return q.fma(scale, scale.sub(ONE));
  }

  /// `e^(t^2 / 2) erfc(t / sqrt(2)) / 2` for t from 0 to [#FAR].
  private static FloatVector tailRatio(FloatVector t) {
    FloatVector p = P_4.fma(t, P_3).fma(t, P_2).fma(t, P_1).fma(t, HALF_VECTOR);
    FloatVector q = Q_5.fma(t, Q_4).fma(t, Q_3).fma(t, Q_2).fma(t, Q_1).fma(t, ONE_VECTOR);
    return p.div(q);
  }

  /// `sin(x + quadrant pi / 2)` for |x| up to [#LARGEST_ANGLE].
  private static FloatVector sinOfQuadrant(FloatVector x, int quadrant) {
    FloatVector shifted = x.fma(broadcast(TWO_OVER_PI), broadcast(ROUNDER));
    FloatVector n = shifted.sub(ROUNDER);
    FloatVector r = n.fma(broadcast(MINUS_HALF_PI), x);
    r = n.fma(broadcast(MINUS_HALF_PI_REST), r);
    r = n.fma(broadcast(MINUS_HALF_PI_LAST), r);
    // The lowest bit of the quadrant chooses between sine and cosine, the next one is the sign.
    IntVector signs = bits(shifted).add(quadrant).lanewise(VectorOperators.LSHL, 30);
    VectorMask<Float> odd =
        signs.lanewise(VectorOperators.LSHL, 1).compare(VectorOperators.LT, 0).cast(SPECIES);
    FloatVector square = r.mul(r);
    FloatVector y = sinReduced(r, square).blend(cosReduced(square), odd);
    return bits(y).lanewise(VectorOperators.XOR, signs.and(SIGN_BIT)).reinterpretAsFloats();
  }

  private static FloatVector sinReduced(FloatVector r, FloatVector square) {
    FloatVector p =
        broadcast(SIN_9)
            .fma(square, broadcast(SIN_7))
            .fma(square, broadcast(SIN_5))
            .fma(square, broadcast(SIN_3));
    return p.fma(square.mul(r), r);
  }

  private static FloatVector cosReduced(FloatVector square) {
    FloatVector p = broadcast(COS_8).fma(square, broadcast(COS_6)).fma(square, broadcast(COS_4));
    return p.fma(square, broadcast(MINUS_HALF)).fma(square, broadcast(ONE));
  }
}
