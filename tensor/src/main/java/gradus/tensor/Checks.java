package gradus.tensor;

import java.util.List;

/// What operations ask of their operands, and the errors of those that do not have it.
final class Checks {
  private Checks() {}

  /// How many tensors an operation takes; -1 for at least one.
  private static int operands(Op op) {
    return switch (op) {
      case Op.Unary _,
          Op.Test _,
          Op.Cast _,
          Op.Reduce _,
          Op.WindowArgMax _,
          Op.ArgExtreme _,
          Op.ArgSort _,
          Op.CumulativeSum _,
          Op.Softmax _,
          Op.LogSoftmax _,
          Op.LogSumExp _,
          Op.Reshape _,
          Op.Transpose _,
          Op.Broadcast _,
          Op.Slice _,
          Op.Pad _,
          Op.Flip _,
          Op.OneHot _,
          Op.Random _ ->
          1;
      case Op.Binary _,
          Op.Comparison _,
          Op.Logic _,
          Op.MatMul _,
          Op.Convolve _,
          Op.ConvolveInput _,
          Op.ConvolveKernel _,
          Op.Take _,
          Op.AddAt _,
          Op.TakeAlong _,
          Op.AddAlong _ ->
          2;
      case Op.Where _ -> 3;
      case Op.Concat _, Op.Custom _ -> -1;
    };
  }

  static void operands(Op op, List<Tensor> in) {
    int wanted = operands(op);
    if (wanted < 0 ? in.isEmpty() : in.size() != wanted) {
      throw new TensorException(
          "%s: takes %s, got %d",
          Names.of(op),
          wanted < 0
              ? Message.of("at least one tensor")
              : wanted == 1 ? Message.of("one tensor") : Message.of("%d tensors", wanted),
          in.size());
    }
  }

  static DType sameType(String name, Tensor a, Tensor b) {
    if (a.dtype() != b.dtype()) {
      throw new DTypeException(
          "%s: the operands have different types, %s and %s; convert one with cast",
          name, a.signature(), b.signature());
    }
    return a.dtype();
  }

  static void type(String name, Tensor x, DType wanted) {
    if (x.dtype() != wanted) {
      throw new DTypeException(
          "%s: needs %s, got %s; %s",
          name,
          wanted,
          x.signature(),
          wanted == DType.BOOL
              ? Message.of("compare it with a number")
              : Message.of("convert it with cast"));
    }
  }

  static void floating(String name, Tensor x) {
    if (!x.dtype().isFloating()) {
      throw new DTypeException(
          "%s: needs FLOAT32 or FLOAT64, got %s; convert it with cast", name, x.signature());
    }
  }

  /// Whether an operation only moves elements, or converts them: all that there is for INT64.
  private static boolean moves(Op op) {
    return switch (op) {
      case Op.Cast _,
          Op.Reshape _,
          Op.Transpose _,
          Op.Slice _,
          Op.Pad _,
          Op.Flip _,
          Op.Concat _,
          Op.Take _ ->
          true;
      case Op.Unary _,
          Op.Binary _,
          Op.Comparison _,
          Op.Logic _,
          Op.Test _,
          Op.Where _,
          Op.MatMul _,
          Op.Convolve _,
          Op.ConvolveInput _,
          Op.ConvolveKernel _,
          Op.WindowArgMax _,
          Op.Reduce _,
          Op.ArgExtreme _,
          Op.ArgSort _,
          Op.CumulativeSum _,
          Op.Softmax _,
          Op.LogSoftmax _,
          Op.LogSumExp _,
          Op.Broadcast _,
          Op.AddAt _,
          Op.TakeAlong _,
          Op.AddAlong _,
          Op.OneHot _,
          Op.Random _,
          Op.Custom _ ->
          false;
    };
  }

  /// Refuses to compute with INT64.
  static void longs(Op op, List<Tensor> in) {
    for (Tensor x : in) {
      if (x.dtype() == DType.INT64 && !moves(op)) {
        throw new DTypeException(
            "%s: does not compute with %s; INT64 is for what files hold: cast it to INT32, or to"
                + " FLOAT32",
            Names.of(op), x.signature());
      }
    }
  }

  static void numeric(String name, Tensor x) {
    if (x.dtype() == DType.BOOL) {
      throw new DTypeException(
          "%s: needs numbers, got the mask %s; convert it with cast", name, x.signature());
    }
  }

  static void notEmpty(String name, Shape shape, int axis) {
    if (shape.size(axis) == 0) {
      throw new ShapeException(
          "%s: axis %d of %s has no elements, and there is no extreme of nothing; check for an"
              + " empty batch first",
          name, axis, shape);
    }
  }

  /// An axis of an operation, which never counts from the back.
  static void axis(String name, Shape shape, int axis) {
    if (axis < 0 || axis >= shape.rank()) {
      throw new ShapeException(
          "%s: axis %d is out of range for %s, which has %d axes; an Op counts them from 0",
          name, axis, shape, shape.rank());
    }
  }

  /// Axes of an operation, in increasing order.
  static void axes(String name, Shape shape, List<Integer> axes) {
    int previous = -1;
    for (int axis : axes) {
      axis(name, shape, axis);
      if (axis <= previous) {
        throw new ShapeException(
            "%s: the axes %s must be in increasing order, each of them once", name, axes);
      }
      previous = axis;
    }
  }

  /// A Java number that becomes an element of a tensor.
  static void holds(String name, DType dtype, double value) {
    boolean fits =
        switch (dtype) {
          case FLOAT32, FLOAT64 -> true;
          case INT32 -> value == (int) value;
          // As a double the largest long is 2^63, which is none.
          case INT64 -> value == (long) value && value < 0x1p63;
          case BOOL -> value == 0 || value == 1;
        };
    if (!fits) {
      throw new DTypeException(
          "%s: %s is not %s; cast the tensor to FLOAT32 first, or use another number",
          name,
          value,
          dtype == DType.BOOL
              ? Message.of("0 or 1, as masks are")
              : Message.of("an %s number", dtype));
    }
  }
}
