package gradus.tensor.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScalarsTest {

  // Thirty digits of each value were computed and rounded to double.
  @ParameterizedTest
  @CsvSource({
    "1e-300, 1.1283791670955126e-300",
    "0.1, 0.1124629160182849",
    "0.46875, 0.49261347321793797",
    "0.5, 0.5204998778130465",
    "1, 0.8427007929497149",
    "2, 0.9953222650189527",
    "3.9, 0.9999999652077514",
    "4.1, 0.9999999932999724",
    "6, 1"
  })
  void erfIsAccurateToTheLastBits(double x, double expected) {
    assertThat(Scalars.unary(UnaryFunction.ERF, x)).isCloseTo(expected, within(3e-16 * expected));
    assertThat(Scalars.unary(UnaryFunction.ERF, -x))
        .isEqualTo(-Scalars.unary(UnaryFunction.ERF, x));
  }

  @ParameterizedTest
  @CsvSource({
    "0.3, 0.6713732405408726",
    "1, 0.15729920705028513",
    "2, 0.004677734981047266",
    "5, 1.537459794428035e-12",
    "10, 2.088487583762545e-45",
    "26, 5.663192408856143e-296"
  })
  void complementKeepsItsDigitsWhereItIsTiny(double x, double expected) {
    assertThat(ErrorFunction.complement(x)).isCloseTo(expected, within(2e-15 * expected));
    assertThat(ErrorFunction.complement(-x)).isCloseTo(2 - expected, within(1e-15));
  }

  @Test
  void erfApproachesOneAndPropagatesNaN() {
    assertThat(Scalars.unary(UnaryFunction.ERF, Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(Scalars.unary(UnaryFunction.ERF, Double.NEGATIVE_INFINITY)).isEqualTo(-1);
    assertThat(Scalars.unary(UnaryFunction.ERF, Double.NaN)).isNaN();
    assertThat(Double.doubleToRawLongBits(Scalars.unary(UnaryFunction.ERF, -0.0)))
        .isEqualTo(1L << 63);
  }

  @ParameterizedTest
  @EnumSource(UnaryFunction.class)
  void everyUnaryPropagatesNaN(UnaryFunction op) {
    assertThat(Scalars.unary(op, Double.NaN)).isNaN();
  }

  @Test
  void activationsAreStableFarFromZero() {
    assertThat(Scalars.unary(UnaryFunction.SIGMOID, -800)).isZero();
    assertThat(Scalars.unary(UnaryFunction.SIGMOID, -700)).isPositive();
    assertThat(Scalars.unary(UnaryFunction.SIGMOID, 800)).isEqualTo(1);
    assertThat(Scalars.unary(UnaryFunction.SOFTPLUS, 1e6)).isEqualTo(1e6);
    assertThat(Scalars.unary(UnaryFunction.SOFTPLUS, -700)).isPositive();
    assertThat(Scalars.unary(UnaryFunction.SILU, Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Scalars.unary(UnaryFunction.GELU, Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Scalars.unary(UnaryFunction.GELU, -20)).isNegative();
    assertThat(Scalars.unary(UnaryFunction.GELU, 1)).isCloseTo(0.8413447460685429, within(1e-15));
  }

  @Test
  void roundsHalvesToEven() {
    assertThat(Scalars.unary(UnaryFunction.ROUND, 2.5)).isEqualTo(2);
    assertThat(Scalars.unary(UnaryFunction.ROUND, 3.5)).isEqualTo(4);
    assertThat(Scalars.unary(UnaryFunction.ROUND, -0.5)).isZero();
  }

  @Test
  void powersFollowIeeeWhereJavaDoesNot() {
    assertThat(Scalars.binary(BinaryFunction.POWER, 1, Double.NaN)).isEqualTo(1);
    assertThat(Scalars.binary(BinaryFunction.POWER, -1, Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(Scalars.binary(BinaryFunction.POWER, Double.NaN, 0)).isEqualTo(1);
    assertThat(Scalars.binary(BinaryFunction.POWER, -8, 1.0 / 3)).isNaN();
  }

  @Test
  void extremesPropagateNaN() {
    assertThat(Scalars.binary(BinaryFunction.MAXIMUM, 1, Double.NaN)).isNaN();
    assertThat(Scalars.binary(BinaryFunction.MINIMUM, Double.NaN, 1)).isNaN();
    assertThat(Scalars.reduce(ReductionFunction.MAX, Double.NaN, 1)).isNaN();
    assertThat(Scalars.reduce(ReductionFunction.MIN, 1, Double.NaN)).isNaN();
  }

  @ParameterizedTest
  @EnumSource(ReductionFunction.class)
  void identityChangesNothing(ReductionFunction op) {
    assertThat(Scalars.reduce(op, Scalars.identity(op), -3.5)).isEqualTo(-3.5);
  }

  @Test
  void integerPowersWrapAndRoundTowardsZero() {
    assertThat(Scalars.binary(BinaryFunction.POWER, 3, 4)).isEqualTo(81);
    assertThat(Scalars.binary(BinaryFunction.POWER, -2, 31)).isEqualTo(Integer.MIN_VALUE);
    assertThat(Scalars.binary(BinaryFunction.POWER, 2, -1)).isZero();
    assertThat(Scalars.binary(BinaryFunction.POWER, -1, -3)).isEqualTo(-1);
    assertThatThrownBy(() -> Scalars.binary(BinaryFunction.POWER, 0, -1))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Scalars.binary(BinaryFunction.DIVIDE, 1, 0))
        .isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @EnumSource(ComparisonFunction.class)
  void onlyNotEqualHoldsForNaN(ComparisonFunction op) {
    assertThat(Scalars.compare(op, Double.NaN, Double.NaN))
        .isEqualTo(op == ComparisonFunction.NOT_EQUAL);
  }
}
