package gradus.tensor;

import gradus.tensor.Op.Binary;
import gradus.tensor.Op.Comparison;
import gradus.tensor.Op.Logic;
import gradus.tensor.Op.Unary;

/// The elementwise operations of a [Tensor].
///
/// Operands of one operation have one type ([DTypeException] otherwise) and shapes that broadcast
/// ([ShapeException] otherwise): axes are matched from the back, and a size of 1 is repeated. A
/// Java number takes the tensor's type; [DTypeException] where an integer tensor cannot hold it.
public sealed interface Arithmetic permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor constant(String name, double value) {
    Checks.holds(name, self().dtype(), value);
    return Tensor.scalar(self().dtype(), value);
  }

  // Two operands

  /// `x + y`
  default Tensor plus(Tensor y) {
    return Tensor.apply(Binary.ADD, self(), y);
  }

  /// `x + y`
  default Tensor plus(double y) {
    return plus(constant("plus", y));
  }

  /// `x - y`
  default Tensor minus(Tensor y) {
    return Tensor.apply(Binary.SUBTRACT, self(), y);
  }

  /// `x - y`
  default Tensor minus(double y) {
    return minus(constant("minus", y));
  }

  /// `y - x`
  default Tensor subtractedFrom(double y) {
    return constant("subtractedFrom", y).minus(self());
  }

  /// `x y`, element by element; [Reductions#matmul] is the matrix product.
  default Tensor times(Tensor y) {
    return Tensor.apply(Binary.MULTIPLY, self(), y);
  }

  /// `x y`
  default Tensor times(double y) {
    return times(constant("times", y));
  }

  /// `x / y`; integers are divided toward zero.
  ///
  /// @throws TensorException for an integer divided by 0
  default Tensor dividedBy(Tensor y) {
    return Tensor.apply(Binary.DIVIDE, self(), y);
  }

  /// `x / y`
  default Tensor dividedBy(double y) {
    return dividedBy(constant("dividedBy", y));
  }

  /// `x^y`
  default Tensor power(Tensor y) {
    return Tensor.apply(Binary.POWER, self(), y);
  }

  /// `x^y`
  default Tensor power(double y) {
    return power(constant("power", y));
  }

  /// The larger of x and y; not-a-number where either is.
  default Tensor maximum(Tensor y) {
    return Tensor.apply(Binary.MAXIMUM, self(), y);
  }

  /// The larger of x and y.
  default Tensor maximum(double y) {
    return maximum(constant("maximum", y));
  }

  /// The smaller of x and y; not-a-number where either is.
  default Tensor minimum(Tensor y) {
    return Tensor.apply(Binary.MINIMUM, self(), y);
  }

  /// The smaller of x and y.
  default Tensor minimum(double y) {
    return minimum(constant("minimum", y));
  }

  /// `x` limited to `[low, high]`; its gradient is 1 within, the limits included, and 0 outside.
  ///
  /// @throws TensorException where `low > high`, or one is not a number
  default Tensor clip(double low, double high) {
    if (!(low <= high)) {
      throw new TensorException(
          "clip: the lower limit %s must not be above the upper one, %s", low, high);
    }
    Tensor least = constant("clip", low);
    Tensor most = constant("clip", high);
    return Tensor.where(
        self().less(least), least, Tensor.where(self().greater(most), most, self()));
  }

  /// The remainder of `x / y` with the sign of `x`, as Java's `%`.
  default Tensor remainder(Tensor y) {
    return Tensor.apply(Binary.REMAINDER, self(), y);
  }

  /// The angle of the point `(x = other, y = this)`, in `[-pi, pi]`; its gradient at the origin and
  /// at infinity is 0.
  default Tensor atan2(Tensor other) {
    return Tensor.apply(Binary.ATAN2, self(), other);
  }

  // Comparisons

  /// `x < y`
  default Tensor less(Tensor y) {
    return Tensor.apply(Comparison.LESS, self(), y);
  }

  /// `x < y`
  default Tensor less(double y) {
    return less(constant("less", y));
  }

  /// `x <= y`
  default Tensor lessOrEqual(Tensor y) {
    return Tensor.apply(Comparison.LESS_OR_EQUAL, self(), y);
  }

  /// `x <= y`
  default Tensor lessOrEqual(double y) {
    return lessOrEqual(constant("lessOrEqual", y));
  }

  /// `x > y`
  default Tensor greater(Tensor y) {
    return Tensor.apply(Comparison.GREATER, self(), y);
  }

  /// `x > y`
  default Tensor greater(double y) {
    return greater(constant("greater", y));
  }

  /// `x >= y`
  default Tensor greaterOrEqual(Tensor y) {
    return Tensor.apply(Comparison.GREATER_OR_EQUAL, self(), y);
  }

  /// `x >= y`
  default Tensor greaterOrEqual(double y) {
    return greaterOrEqual(constant("greaterOrEqual", y));
  }

  /// `x == y`, element by element.
  default Tensor equalTo(Tensor y) {
    return Tensor.apply(Comparison.EQUAL, self(), y);
  }

  /// `x == y`, element by element.
  default Tensor equalTo(double y) {
    return equalTo(constant("equalTo", y));
  }

  /// `x != y`, element by element.
  default Tensor notEqualTo(Tensor y) {
    return Tensor.apply(Comparison.NOT_EQUAL, self(), y);
  }

  /// `x != y`, element by element.
  default Tensor notEqualTo(double y) {
    return notEqualTo(constant("notEqualTo", y));
  }

  /// Where `|x - y| <= absolute + relative |y|`; equal infinities are close, and not-a-number is
  /// close to nothing.
  default Tensor isClose(Tensor y, double relative, double absolute) {
    Checks.floating("isClose", self());
    Tensor near = minus(y).abs().lessOrEqual(y.abs().times(relative).plus(absolute));
    return near.and(y.isFinite()).or(equalTo(y));
  }

  // Masks

  /// Where both masks are true.
  default Tensor and(Tensor y) {
    return Tensor.apply(Logic.AND, self(), y);
  }

  /// Where at least one of the masks is true.
  default Tensor or(Tensor y) {
    return Tensor.apply(Logic.OR, self(), y);
  }

  /// Where exactly one of the masks is true.
  default Tensor xor(Tensor y) {
    return Tensor.apply(Logic.XOR, self(), y);
  }

  /// Where the mask is false.
  default Tensor not() {
    return Tensor.apply(Op.Test.NOT, self());
  }

  /// Where an element is not a number.
  default Tensor isNaN() {
    return Tensor.apply(Op.Test.IS_NAN, self());
  }

  /// Where an element is neither infinite nor not-a-number.
  default Tensor isFinite() {
    return Tensor.apply(Op.Test.IS_FINITE, self());
  }

  /// The same values in another type: fractions are dropped toward zero, and a mask is 0 and 1.
  ///
  /// What is too large for an integer type becomes its largest or smallest number, and not-a-number
  /// becomes 0; from INT64 to INT32 the lower 32 bits are kept, as in PyTorch.
  default Tensor cast(DType to) {
    return self().dtype() == to ? self() : Tensor.apply(new Op.Cast(to), self());
  }

  // One operand

  /// `-x`
  default Tensor negate() {
    return Tensor.apply(Unary.NEGATE, self());
  }

  /// `|x|`
  default Tensor abs() {
    return Tensor.apply(Unary.ABS, self());
  }

  /// -1, 0 or 1; not-a-number has no sign, and stays.
  default Tensor sign() {
    return Tensor.apply(Unary.SIGN, self());
  }

  /// `1 / x`
  default Tensor reciprocal() {
    return Tensor.apply(Unary.RECIPROCAL, self());
  }

  /// `x^2`
  default Tensor square() {
    return Tensor.apply(Unary.SQUARE, self());
  }

  /// The square root.
  default Tensor sqrt() {
    return Tensor.apply(Unary.SQRT, self());
  }

  /// `1 / sqrt(x)`
  default Tensor rsqrt() {
    return Tensor.apply(Unary.RSQRT, self());
  }

  /// `e^x`
  default Tensor exp() {
    return Tensor.apply(Unary.EXP, self());
  }

  /// `e^x - 1`, exact near 0
  default Tensor expm1() {
    return Tensor.apply(Unary.EXPM1, self());
  }

  /// The natural logarithm.
  default Tensor log() {
    return Tensor.apply(Unary.LOG, self());
  }

  /// The logarithm to base 2, exact for powers of 2.
  default Tensor log2() {
    return Tensor.apply(Unary.LOG2, self());
  }

  /// The logarithm to base 10, exact for powers of 10.
  default Tensor log10() {
    return Tensor.apply(Unary.LOG10, self());
  }

  /// `log(1 + x)`, exact near 0
  default Tensor log1p() {
    return Tensor.apply(Unary.LOG1P, self());
  }

  /// The sine of an angle in radians.
  default Tensor sin() {
    return Tensor.apply(Unary.SIN, self());
  }

  /// The cosine of an angle in radians.
  default Tensor cos() {
    return Tensor.apply(Unary.COS, self());
  }

  /// The tangent of an angle in radians.
  default Tensor tan() {
    return Tensor.apply(Unary.TAN, self());
  }

  /// The inverse sine.
  default Tensor asin() {
    return Tensor.apply(Unary.ASIN, self());
  }

  /// The inverse cosine.
  default Tensor acos() {
    return Tensor.apply(Unary.ACOS, self());
  }

  /// The inverse tangent.
  default Tensor atan() {
    return Tensor.apply(Unary.ATAN, self());
  }

  /// The hyperbolic sine.
  default Tensor sinh() {
    return Tensor.apply(Unary.SINH, self());
  }

  /// The hyperbolic cosine.
  default Tensor cosh() {
    return Tensor.apply(Unary.COSH, self());
  }

  /// The hyperbolic tangent.
  default Tensor tanh() {
    return Tensor.apply(Unary.TANH, self());
  }

  /// The largest whole number that is not above x.
  default Tensor floor() {
    return Tensor.apply(Unary.FLOOR, self());
  }

  /// The smallest whole number that is not below x.
  default Tensor ceil() {
    return Tensor.apply(Unary.CEIL, self());
  }

  /// The nearest whole number; halves go to the even one.
  default Tensor round() {
    return Tensor.apply(Unary.ROUND, self());
  }

  /// The error function `2 / sqrt(pi) * integral of e^(-t^2) from 0 to x`.
  default Tensor erf() {
    return Tensor.apply(Unary.ERF, self());
  }

  /// `1 / (1 + e^-x)`
  default Tensor sigmoid() {
    return Tensor.apply(Unary.SIGMOID, self());
  }

  /// `max(x, 0)`
  default Tensor relu() {
    return Tensor.apply(Unary.RELU, self());
  }

  /// `log(1 + e^x)`, without overflow
  default Tensor softplus() {
    return Tensor.apply(Unary.SOFTPLUS, self());
  }

  /// `x sigmoid(x)`, also called Swish
  default Tensor silu() {
    return Tensor.apply(Unary.SILU, self());
  }

  /// `x/2 (1 + erf(x / sqrt(2)))`
  default Tensor gelu() {
    return Tensor.apply(Unary.GELU, self());
  }
}
