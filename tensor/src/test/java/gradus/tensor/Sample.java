package gradus.tensor;

import java.util.ArrayList;
import java.util.List;

/// An operation and operands that it accepts: numbers in double precision, each of which a float
/// holds exactly, away from where the operation has a kink or a jump.
///
/// @param differentiable whether gradients flow to the floating operands
record Sample(Op op, List<Tensor> operands, boolean differentiable) {
  static Sample of(Op op, Tensor... operands) {
    return new Sample(op, List.of(operands), true);
  }

  static Sample flat(Op op, Tensor... operands) {
    return new Sample(op, List.of(operands), false);
  }

  /// The operands with floats in place of doubles.
  List<Tensor> floats() {
    var converted = new ArrayList<Tensor>();
    for (Tensor x : operands) {
      converted.add(x.dtype() == DType.FLOAT64 ? x.cast(DType.FLOAT32) : x);
    }
    return converted;
  }

  /// The operation with its settings for floats in place of doubles.
  Op floatOp() {
    return switch (op) {
      case Op.Cast cast when cast.to() == DType.FLOAT64 -> new Op.Cast(DType.FLOAT32);
      case Op.OneHot hot when hot.to() == DType.FLOAT64 ->
          new Op.OneHot(hot.classes(), DType.FLOAT32);
      default -> op;
    };
  }

  @Override
  public String toString() {
    return Names.of(op) + " " + op + " of " + operands;
  }
}
