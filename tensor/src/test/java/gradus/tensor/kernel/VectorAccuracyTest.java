package gradus.tensor.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The vector functions against double precision, over floats of every magnitude.
class VectorAccuracyTest {
  /// Every so many bit patterns one float: a prime, so that all exponents and many fractions are
  /// met.
  private static final int STRIDE = 16_381;

  @ParameterizedTest
  @EnumSource(UnaryFunction.class)
  void isWithinAFewUnitsInTheLastPlaceEverywhere(UnaryFunction op) {
    int count = (int) ((1L << 32) / STRIDE);
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = Float.intBitsToFloat(i * STRIDE);
    }
    float[] y = new float[count];
    SimdUnary.run(op, x, 0, y, 0, count);
    for (int i = 0; i < count; i++) {
      double exact = Scalars.unary(op, x[i]);
      float rounded = (float) exact;
      boolean close =
          Float.isFinite(rounded)
              ? Math.abs(y[i] - exact) <= relative(op) * Math.abs(exact) + smallest(op)
              : Float.compare(y[i], rounded) == 0;
      assertThat(close).as("%s(%s) = %s, not %s", op, x[i], exact, y[i]).isTrue();
    }
  }

  private static double relative(UnaryFunction op) {
    return op == UnaryFunction.GELU ? 4e-7 : op == UnaryFunction.ERF ? 2.5e-7 : 2e-7;
  }

  private static double smallest(UnaryFunction op) {
    return switch (op) {
      case GELU -> 2.1e-38;
      case SILU -> 104 * Float.MIN_VALUE;
      default -> Float.MIN_VALUE;
    };
  }
}
