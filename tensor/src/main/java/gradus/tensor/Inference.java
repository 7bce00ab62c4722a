package gradus.tensor;

import static gradus.tensor.Checks.axis;
import static gradus.tensor.Checks.floating;
import static gradus.tensor.Checks.notEmpty;
import static gradus.tensor.Checks.numeric;
import static gradus.tensor.Checks.sameType;
import static gradus.tensor.Checks.type;

import java.util.List;

/// The type and shape rule of every operation. Whatever does not fit is refused here, before
/// anything is computed.
final class Inference {
  private Inference() {}

  static Signature infer(Op op, List<Tensor> in) {
    Checks.operands(op, in);
    Checks.longs(op, in);
    String name = Names.of(op);
    Tensor x = in.getFirst();
    return switch (op) {
      case Op.Unary _ -> {
        floating(name, x);
        yield x.signature();
      }
      case Op.Binary binary -> {
        DType type = sameType(name, x, in.get(1));
        arithmetic(name, binary, type);
        yield new Signature(type, broadcast(name, in));
      }
      case Op.Comparison _ -> {
        sameType(name, x, in.get(1));
        yield new Signature(DType.BOOL, broadcast(name, in));
      }
      case Op.Logic _ -> {
        type(name, x, DType.BOOL);
        type(name, in.get(1), DType.BOOL);
        yield new Signature(DType.BOOL, broadcast(name, in));
      }
      case Op.Test test -> {
        switch (test) {
          case NOT -> type(name, x, DType.BOOL);
          case IS_NAN, IS_FINITE -> floating(name, x);
        }
        yield new Signature(DType.BOOL, x.shape());
      }
      case Op.Where _ -> {
        type(name, x, DType.BOOL);
        yield new Signature(sameType(name, in.get(1), in.get(2)), broadcast(name, in));
      }
      case Op.Cast cast -> new Signature(cast.to(), x.shape());
      case Op.MatMul product -> matmul(product, x, in.get(1));
      case Op.Convolve convolve -> ConvolutionRules.convolve(convolve, x, in.get(1));
      case Op.ConvolveInput convolve -> ConvolutionRules.input(convolve, x, in.get(1));
      case Op.ConvolveKernel convolve -> ConvolutionRules.kernel(convolve, x, in.get(1));
      case Op.WindowArgMax arg -> ConvolutionRules.argMax(arg, x);
      case Op.Reduce reduce -> reduce(name, reduce, x);
      case Op.ArgExtreme arg -> {
        numeric(name, x);
        axis(name, x.shape(), arg.axis());
        notEmpty(name, x.shape(), arg.axis());
        yield new Signature(DType.INT32, x.shape().with(arg.axis(), 1));
      }
      case Op.ArgSort sort -> {
        numeric(name, x);
        axis(name, x.shape(), sort.axis());
        yield new Signature(DType.INT32, x.shape());
      }
      case Op.CumulativeSum sum -> {
        numeric(name, x);
        axis(name, x.shape(), sum.axis());
        yield x.signature();
      }
      case Op.Softmax softmax -> {
        floating(name, x);
        axis(name, x.shape(), softmax.axis());
        yield x.signature();
      }
      case Op.LogSoftmax softmax -> {
        floating(name, x);
        axis(name, x.shape(), softmax.axis());
        yield x.signature();
      }
      case Op.LogSumExp sum -> {
        floating(name, x);
        axis(name, x.shape(), sum.axis());
        yield new Signature(x.dtype(), x.shape().with(sum.axis(), 1));
      }
      case Op.Reshape reshape -> {
        sameElements(x.shape(), reshape.shape());
        yield new Signature(x.dtype(), reshape.shape());
      }
      case Op.Transpose transpose -> transpose(transpose.permutation(), x);
      case Op.Broadcast broadcast -> {
        if (!Shape.broadcast(name, x.shape(), broadcast.shape()).equals(broadcast.shape())) {
          throw new ShapeException(
              "%s: %s cannot be repeated to %s: only axes of size 1 can grow",
              name, x.shape(), broadcast.shape());
        }
        yield new Signature(x.dtype(), broadcast.shape());
      }
      case Op.Slice slice -> Windows.slice(slice, x);
      case Op.Pad pad -> Windows.pad(pad, x);
      case Op.Flip flip -> {
        Checks.axes(name, x.shape(), flip.axes());
        yield x.signature();
      }
      case Op.Concat concat -> concat(concat.axis(), in);
      case Op.Take take -> {
        type(name, in.get(1), DType.INT32);
        axis(name, x.shape(), take.axis());
        yield new Signature(x.dtype(), replace(name, x.shape(), take.axis(), 1, in.get(1).shape()));
      }
      case Op.AddAt add -> addAt(add, x, in.get(1));
      case Op.TakeAlong take -> {
        type(name, in.get(1), DType.INT32);
        axis(name, x.shape(), take.axis());
        along(name, x.shape(), in.get(1).shape(), take.axis());
        yield new Signature(x.dtype(), in.get(1).shape());
      }
      case Op.AddAlong add -> {
        type(name, in.get(1), DType.INT32);
        numeric(name, x);
        axis(name, x.shape(), add.axis());
        if (!x.shape().equals(in.get(1).shape())) {
          throw new ShapeException(
              "%s: values %s and indices %s must have one shape; broadcast one to the other",
              name, x.shape(), in.get(1).shape());
        }
        yield new Signature(x.dtype(), x.shape().with(name, add.axis(), add.size()));
      }
      case Op.OneHot hot -> {
        type(name, x, DType.INT32);
        yield new Signature(hot.to(), Shape.join(name, x.shape(), Shape.of(name, hot.classes())));
      }
      case Op.Random random -> {
        type(name, x, DType.INT32);
        if (!x.shape().equals(Shape.of(4))) {
          throw new ShapeException(
              "%s: the key must be INT32[4], got %s; use RandomKey.toTensor", name, x.signature());
        }
        yield new Signature(DType.FLOAT32, random.shape());
      }
      case Op.Custom custom ->
          new Signature(
              x.dtype(), custom.function().shape(in.stream().map(Tensor::shape).toList()));
    };
  }

  private static void arithmetic(String name, Op.Binary op, DType type) {
    boolean defined =
        switch (type) {
          case FLOAT32, FLOAT64 -> true;
          case INT32 -> isDefinedForIntegers(op);
          case INT64 -> false;
          case BOOL ->
              throw new DTypeException(
                  "%s: masks have no arithmetic; combine them with and, or, xor, or cast them"
                      + " first",
                  name);
        };
    if (!defined) {
      throw new DTypeException("%s: not defined for %s; cast to FLOAT32 first", name, type);
    }
  }

  private static boolean isDefinedForIntegers(Op.Binary op) {
    return switch (op) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MAXIMUM, MINIMUM, REMAINDER -> true;
      case POWER, ATAN2 -> false;
    };
  }

  private static Shape broadcast(String name, List<Tensor> in) {
    Shape shape = in.getFirst().shape();
    for (int i = 1; i < in.size(); i++) {
      shape = Shape.broadcast(name, shape, in.get(i).shape());
    }
    return shape;
  }

  /// A shape in which other axes take the place of `count` axes from `axis` on.
  private static Shape replace(String name, Shape shape, int axis, int count, Shape by) {
    return Shape.join(name, shape.part(0, axis), by, shape.part(axis + count, shape.rank()));
  }

  private static Signature matmul(Op.MatMul op, Tensor a, Tensor b) {
    DType type = sameType("matmul", a, b);
    floating("matmul", a);
    Shape left = a.shape();
    Shape right = b.shape();
    if (left.rank() < 2 || right.rank() < 2) {
      throw new ShapeException(
          "matmul: both operands need at least two axes, got %s and %s; add one with expand",
          left, right);
    }
    int rows = left.size(op.transposeA() ? -1 : -2);
    int inner = left.size(op.transposeA() ? -2 : -1);
    int otherInner = right.size(op.transposeB() ? -1 : -2);
    int columns = right.size(op.transposeB() ? -2 : -1);
    if (inner != otherInner) {
      throw innerSizes(left, op.transposeA() ? -2 : -1, right, op.transposeB() ? -1 : -2);
    }
    Shape batch =
        Shape.broadcast("matmul", left.part(0, left.rank() - 2), right.part(0, right.rank() - 2));
    return new Signature(type, Shape.join("matmul", batch, Shape.of("matmul", rows, columns)));
  }

  static ShapeException innerSizes(Shape left, int leftAxis, Shape right, int rightAxis) {
    return new ShapeException(
        "matmul: the %s of the left operand, %d in %s, must equal the %s of the right, %d in %s;"
            + " transpose one of them or check the layer's input size",
        leftAxis == -1 ? Message.of("last size") : Message.of("second-to-last size"),
        left.size(leftAxis),
        left,
        rightAxis == -1 ? Message.of("last") : Message.of("second-to-last"),
        right.size(rightAxis),
        right);
  }

  private static Signature reduce(String name, Op.Reduce op, Tensor x) {
    numeric(name, x);
    Checks.axes(name, x.shape(), op.axes());
    Shape shape = x.shape();
    boolean ofNothing =
        switch (op.kind()) {
          case SUM, PRODUCT -> true;
          case MAX, MIN -> false;
        };
    for (int axis : op.axes()) {
      if (!ofNothing) {
        notEmpty(name, x.shape(), axis);
      }
      shape = shape.with(name, axis, 1);
    }
    return new Signature(x.dtype(), shape);
  }

  static Shape reshape(Shape from, int[] sizes) {
    String wanted = java.util.Arrays.toString(sizes);
    var resolved = sizes.clone();
    int open = -1;
    long known = 1;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] == -1 && open >= 0) {
        throw new ShapeException(
            "reshape: only one size may be -1, got %s for %s; say what the others are",
            wanted, from);
      } else if (sizes[i] == -1) {
        open = i;
      } else {
        // Larger than any tensor, and it stays so unless another size is 0.
        known = known > Integer.MAX_VALUE && sizes[i] > 0 ? known : known * sizes[i];
      }
    }
    if (open >= 0) {
      if (known == 0) {
        throw new ShapeException(
            "reshape: a size of -1 cannot be worked out beside a size of 0 in %s; write it out",
            wanted);
      }
      if (known < 0 || from.elements() % known != 0) {
        throw new ShapeException(
            "reshape: the %d elements of %s do not divide into %s; the sizes given must multiply"
                + " to a divisor of %d",
            from.elements(), from, wanted, from.elements());
      }
      resolved[open] = (int) (from.elements() / known);
    }
    Shape to = Shape.of("reshape", resolved);
    sameElements(from, to);
    return to;
  }

  private static void sameElements(Shape from, Shape to) {
    if (from.elements() != to.elements()) {
      throw new ShapeException(
          "reshape: %s has %d elements, but %s needs %d; a reshape keeps every element",
          from, from.elements(), to, to.elements());
    }
  }

  private static Signature transpose(List<Integer> permutation, Tensor x) {
    Shape shape = x.shape();
    boolean fits = permutation.size() == shape.rank();
    for (int axis = 0; fits && axis < shape.rank(); axis++) {
      fits = permutation.contains(axis);
    }
    if (!fits) {
      throw new ShapeException(
          "transpose: %s must name each of the %d axes of %s once",
          permutation, shape.rank(), shape);
    }
    return new Signature(x.dtype(), Shape.of(permutation.stream().mapToInt(shape::size).toArray()));
  }

  private static Signature concat(int axis, List<Tensor> in) {
    Shape first = in.getFirst().shape();
    axis("concat", first, axis);
    long size = 0;
    for (int part = 0; part < in.size(); part++) {
      Shape shape = in.get(part).shape();
      sameType("concat", in.getFirst(), in.get(part));
      if (!equalBut(first, shape, axis)) {
        throw new ShapeException(
            "concat: part %d, %s, does not fit part 0, %s: they may differ at axis %d only",
            part, shape, first, axis);
      }
      size += shape.size(axis);
    }
    if (size > Integer.MAX_VALUE) {
      throw new ShapeException(
          "concat: the result would have %d indices at axis %d, more than 2^31 - 1; work in"
              + " smaller batches",
          size, axis);
    }
    return new Signature(in.getFirst().dtype(), first.with("concat", axis, (int) size));
  }

  private static Signature addAt(Op.AddAt op, Tensor x, Tensor indices) {
    type("addAt", indices, DType.INT32);
    numeric("addAt", x);
    int rank = indices.shape().rank();
    boolean fits = op.axis() >= 0 && op.axis() + rank <= x.shape().rank();
    if (!fits || !x.shape().part(op.axis(), op.axis() + rank).equals(indices.shape())) {
      throw new ShapeException(
          "addAt: %s must have the indices' shape %s from axis %d on",
          x.shape(), indices.shape(), op.axis());
    }
    return new Signature(
        x.dtype(), replace("addAt", x.shape(), op.axis(), rank, Shape.of("addAt", op.size())));
  }

  private static void along(String name, Shape x, Shape indices, int axis) {
    if (!equalBut(x, indices, axis)) {
      throw new ShapeException(
          "%s: indices %s and operand %s must have as many axes and may differ at axis %d only",
          name, indices, x, axis);
    }
  }

  /// Whether two shapes differ at one axis at most.
  private static boolean equalBut(Shape a, Shape b, int axis) {
    boolean equal = a.rank() == b.rank();
    for (int i = 0; equal && i < a.rank(); i++) {
      equal = i == axis || a.size(i) == b.size(i);
    }
    return equal;
  }
}
