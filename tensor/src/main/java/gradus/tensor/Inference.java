package gradus.tensor;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The type and shape rule of every operation. Whatever does not fit is refused here, before
/// anything is computed.
final class Inference {
  private Inference() {}

  static Signature infer(Op op, List<Tensor> in) {
    String name = name(op);
    return switch (op) {
      case Op.Unary _ -> {
        floating(name, in.getFirst());
        yield in.getFirst().signature();
      }
      case Op.Binary _ -> {
        DType type = sameType(name, in.get(0), in.get(1));
        if (type == DType.BOOL) {
          throw new DTypeException(
              name
                  + ": masks have no arithmetic; combine them with and, or, xor, or cast them first");
        }
        if (type == DType.INT32 && (op == Op.Binary.POWER || op == Op.Binary.ATAN2)) {
          throw new DTypeException(name + ": not defined for INT32; cast to FLOAT32 first");
        }
        yield new Signature(type, broadcast(name, in));
      }
      case Op.Comparison _ -> {
        sameType(name, in.get(0), in.get(1));
        yield new Signature(DType.BOOL, broadcast(name, in));
      }
      case Op.Logic _ -> {
        type(name, in.get(0), DType.BOOL);
        type(name, in.get(1), DType.BOOL);
        yield new Signature(DType.BOOL, broadcast(name, in));
      }
      case Op.Test test -> {
        if (test == Op.Test.NOT) {
          type(name, in.getFirst(), DType.BOOL);
        } else {
          floating(name, in.getFirst());
        }
        yield new Signature(DType.BOOL, in.getFirst().shape());
      }
      case Op.Where _ -> {
        type(name, in.getFirst(), DType.BOOL);
        yield new Signature(sameType(name, in.get(1), in.get(2)), broadcast(name, in));
      }
      case Op.Cast cast -> new Signature(cast.to(), in.getFirst().shape());
      case Op.MatMul product -> matmul(product, in.get(0), in.get(1));
      case Op.Reduce reduce -> reduce(name, reduce, in.getFirst());
      case Op.ArgExtreme arg -> {
        numeric(name, in.getFirst());
        notEmpty(name, in.getFirst().shape(), arg.axis());
        yield new Signature(DType.INT32, in.getFirst().shape().with(arg.axis(), 1));
      }
      case Op.CumulativeSum _ -> {
        numeric(name, in.getFirst());
        yield in.getFirst().signature();
      }
      case Op.Softmax _, Op.LogSoftmax _ -> {
        floating(name, in.getFirst());
        yield in.getFirst().signature();
      }
      case Op.LogSumExp sum -> {
        floating(name, in.getFirst());
        yield new Signature(in.getFirst().dtype(), in.getFirst().shape().with(sum.axis(), 1));
      }
      case Op.Reshape reshape -> {
        sameElements(in.getFirst().shape(), reshape.shape());
        yield new Signature(in.getFirst().dtype(), reshape.shape());
      }
      case Op.Transpose transpose -> transpose(transpose.permutation(), in.getFirst());
      case Op.Broadcast broadcast -> {
        if (!Shape.broadcast(name, in.getFirst().shape(), broadcast.shape())
            .equals(broadcast.shape())) {
          throw new ShapeException(
              "broadcast: %s cannot be repeated to %s: only axes of size 1 can grow"
                  .formatted(in.getFirst().shape(), broadcast.shape()));
        }
        yield new Signature(in.getFirst().dtype(), broadcast.shape());
      }
      case Op.Slice slice -> Windows.slice(slice, in.getFirst());
      case Op.Pad pad -> Windows.pad(pad, in.getFirst());
      case Op.Flip _ -> in.getFirst().signature();
      case Op.Concat concat -> concat(concat.axis(), in);
      case Op.Take take -> {
        type(name, in.get(1), DType.INT32);
        Shape x = in.getFirst().shape();
        yield new Signature(
            in.getFirst().dtype(),
            x.part(0, take.axis()).plus(in.get(1).shape()).plus(x.part(take.axis() + 1, x.rank())));
      }
      case Op.AddAt add -> addAt(add, in.get(0), in.get(1));
      case Op.TakeAlong take -> {
        type(name, in.get(1), DType.INT32);
        along(name, in.getFirst().shape(), in.get(1).shape(), take.axis());
        yield new Signature(in.getFirst().dtype(), in.get(1).shape());
      }
      case Op.AddAlong add -> {
        type(name, in.get(1), DType.INT32);
        if (!in.get(0).shape().equals(in.get(1).shape())) {
          throw new ShapeException(
              "%s: values %s and indices %s must have one shape"
                  .formatted(name, in.get(0).shape(), in.get(1).shape()));
        }
        yield new Signature(in.getFirst().dtype(), in.get(0).shape().with(add.axis(), add.size()));
      }
      case Op.OneHot hot -> {
        type(name, in.getFirst(), DType.INT32);
        Shape shape = in.getFirst().shape();
        yield new Signature(hot.to(), shape.insert(shape.rank(), hot.classes()));
      }
      case Op.Random random -> {
        type(name, in.getFirst(), DType.INT32);
        if (!in.getFirst().shape().equals(Shape.of(4))) {
          throw new ShapeException(
              name + ": the key must be INT32[4], got " + in.getFirst().shape());
        }
        yield new Signature(DType.FLOAT32, random.shape());
      }
      case Op.Custom custom ->
          new Signature(
              in.getFirst().dtype(),
              custom.function().shape(in.stream().map(Tensor::shape).toList()));
    };
  }

  /// The name of an operation as errors and pictures show it.
  static String name(Op op) {
    return switch (op) {
      case Op.Reduce reduce -> camel(reduce.kind().name());
      case Op.ArgExtreme arg -> arg.kind() == Op.Extreme.MAX ? "argMax" : "argMin";
      case Op.Random random -> camel(random.distribution().name());
      case Op.Custom custom -> custom.function().name();
      case Op.MatMul _ -> "matmul";
      case Enum<?> constant -> camel(constant.name());
      case Record record -> {
        String simple = record.getClass().getSimpleName();
        yield simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1);
      }
    };
  }

  private static String camel(String constant) {
    String[] words = constant.toLowerCase(Locale.ROOT).split("_");
    var joined = new StringBuilder(words[0]);
    Stream.of(words)
        .skip(1)
        .forEach(
            word -> joined.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1)));
    return joined.toString();
  }

  private static Shape broadcast(String name, List<Tensor> in) {
    Shape shape = in.getFirst().shape();
    for (Tensor x : in.subList(1, in.size())) {
      shape = Shape.broadcast(name, shape, x.shape());
    }
    return shape;
  }

  private static DType sameType(String name, Tensor a, Tensor b) {
    if (a.dtype() != b.dtype()) {
      throw new DTypeException(
          "%s: the operands have different types, %s and %s; convert one with cast"
              .formatted(name, a.signature(), b.signature()));
    }
    return a.dtype();
  }

  private static void type(String name, Tensor x, DType wanted) {
    if (x.dtype() != wanted) {
      throw new DTypeException(
          "%s: needs %s, got %s; %s"
              .formatted(
                  name,
                  wanted,
                  x.signature(),
                  wanted == DType.BOOL ? "compare it with a number" : "convert it with cast"));
    }
  }

  private static void floating(String name, Tensor x) {
    if (!x.dtype().isFloating()) {
      throw new DTypeException(
          "%s: needs FLOAT32 or FLOAT64, got %s; convert it with cast"
              .formatted(name, x.signature()));
    }
  }

  private static void numeric(String name, Tensor x) {
    if (x.dtype() == DType.BOOL) {
      throw new DTypeException(
          "%s: needs numbers, got the mask %s; convert it with cast"
              .formatted(name, x.signature()));
    }
  }

  private static void notEmpty(String name, Shape shape, int axis) {
    if (shape.size(axis) == 0) {
      throw new ShapeException(
          "%s: axis %d of %s has no elements, and there is no extreme of nothing"
              .formatted(name, axis, shape));
    }
  }

  private static Signature matmul(Op.MatMul op, Tensor a, Tensor b) {
    DType type = sameType("matmul", a, b);
    floating("matmul", a);
    Shape left = a.shape();
    Shape right = b.shape();
    if (left.rank() < 2 || right.rank() < 2) {
      throw new ShapeException(
          "matmul: both operands need at least two axes, got %s and %s".formatted(left, right));
    }
    int rows = left.size(op.transposeA() ? -1 : -2);
    int inner = left.size(op.transposeA() ? -2 : -1);
    int otherInner = right.size(op.transposeB() ? -1 : -2);
    int columns = right.size(op.transposeB() ? -2 : -1);
    if (inner != otherInner) {
      throw innerSizes(left, right, inner, otherInner);
    }
    Shape batch =
        Shape.broadcast("matmul", left.part(0, left.rank() - 2), right.part(0, right.rank() - 2));
    return new Signature(type, batch.plus(Shape.of(rows, columns)));
  }

  static ShapeException innerSizes(Shape left, Shape right, int inner, int otherInner) {
    return new ShapeException(
        ("matmul: the inner sizes of %s and %s differ: the left operand has %d columns, the right"
                + " one %d rows; transpose one of them, or check the layer's input size")
            .formatted(left, right, inner, otherInner));
  }

  private static Signature reduce(String name, Op.Reduce op, Tensor x) {
    numeric(name, x);
    Shape shape = x.shape();
    for (int axis : op.axes()) {
      if (op.kind() == Op.Reduction.MAX || op.kind() == Op.Reduction.MIN) {
        notEmpty(name, shape, axis);
      }
      shape = shape.with(axis, 1);
    }
    return new Signature(x.dtype(), shape);
  }

  static Shape reshape(Shape from, int[] sizes) {
    var resolved = sizes.clone();
    int open = -1;
    long known = 1;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] == -1 && open < 0) {
        open = i;
      } else if (sizes[i] == -1) {
        throw new ShapeException(
            "reshape: only one size may be -1, got " + java.util.Arrays.toString(sizes));
      } else {
        known *= sizes[i];
      }
    }
    if (open >= 0) {
      if (known <= 0 || from.elements() % known != 0) {
        throw new ShapeException(
            "reshape: %s with %d elements does not divide into %s"
                .formatted(from, from.elements(), java.util.Arrays.toString(sizes)));
      }
      resolved[open] = (int) (from.elements() / known);
    }
    Shape to = Shape.of(resolved);
    sameElements(from, to);
    return to;
  }

  private static void sameElements(Shape from, Shape to) {
    if (from.elements() != to.elements()) {
      throw new ShapeException(
          "reshape: %s has %d elements, but %s needs %d"
              .formatted(from, from.elements(), to, to.elements()));
    }
  }

  private static Signature transpose(List<Integer> permutation, Tensor x) {
    Shape shape = x.shape();
    if (permutation.size() != shape.rank()
        || permutation.stream().distinct().count() != shape.rank()) {
      throw new ShapeException(
          "transpose: %s must name each of the %d axes of %s once"
              .formatted(permutation, shape.rank(), shape));
    }
    return new Signature(x.dtype(), Shape.of(permutation.stream().mapToInt(shape::size).toArray()));
  }

  private static Signature concat(int axis, List<Tensor> in) {
    Shape first = in.getFirst().shape();
    long size = 0;
    for (Tensor part : in) {
      sameType("concat", in.getFirst(), part);
      boolean fits = part.shape().rank() == first.rank();
      for (int i = 0; fits && i < first.rank(); i++) {
        fits = i == axis || part.size(i) == first.size(i);
      }
      if (!fits) {
        throw new ShapeException(
            "concat: %s and %s may differ at axis %d only".formatted(first, part.shape(), axis));
      }
      size += part.size(axis);
    }
    if (size > Integer.MAX_VALUE) {
      throw new ShapeException(
          "concat: the result would have %d indices at axis %d".formatted(size, axis));
    }
    return new Signature(in.getFirst().dtype(), first.with(axis, (int) size));
  }

  private static Signature addAt(Op.AddAt op, Tensor x, Tensor indices) {
    type("addAt", indices, DType.INT32);
    numeric("addAt", x);
    int rank = indices.shape().rank();
    boolean fits = op.axis() >= 0 && op.axis() + rank <= x.shape().rank() && op.size() >= 0;
    if (!fits || !x.shape().part(op.axis(), op.axis() + rank).equals(indices.shape())) {
      throw new ShapeException(
          "addAt: %s must have the indices' shape %s from axis %d on"
              .formatted(x.shape(), indices.shape(), op.axis()));
    }
    return new Signature(
        x.dtype(),
        x.shape()
            .part(0, op.axis())
            .plus(Shape.of(op.size()))
            .plus(x.shape().part(op.axis() + rank, x.shape().rank())));
  }

  private static void along(String name, Shape x, Shape indices, int axis) {
    boolean fits = x.rank() == indices.rank();
    for (int i = 0; fits && i < x.rank(); i++) {
      fits = i == axis || x.size(i) == indices.size(i);
    }
    if (!fits) {
      throw new ShapeException(
          "%s: indices %s and operand %s may differ at axis %d only"
              .formatted(name, indices, x, axis));
    }
  }
}
