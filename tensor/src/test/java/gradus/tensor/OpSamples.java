package gradus.tensor;

import gradus.tensor.Op.Binary;
import gradus.tensor.Op.Comparison;
import gradus.tensor.Op.Logic;
import gradus.tensor.Op.Reduction;
import gradus.tensor.Op.Unary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A generator of samples for every operation: for constants by themselves, for records by their
/// class.
final class OpSamples {
  private static final Map<Object, Function<SampleShapes, Sample>> GENERATORS = new HashMap<>();

  private OpSamples() {}

  /// Every operation there is, found in the sealed hierarchy: constants, and classes of records.
  static List<Object> operations() {
    var found = new ArrayList<Object>();
    for (Class<?> kind : Op.class.getPermittedSubclasses()) {
      if (kind.isEnum()) {
        found.addAll(List.of(kind.getEnumConstants()));
      } else {
        found.add(kind);
      }
    }
    return found;
  }

  static boolean isRegistered(Object operation) {
    return GENERATORS.containsKey(operation);
  }

  /// An operation as it stands in the code: `Op.Unary.EXP`, `Op.MatMul`.
  static String name(Object operation) {
    return operation instanceof Enum<?> constant
        ? "Op." + constant.getDeclaringClass().getSimpleName() + "." + constant.name()
        : "Op." + ((Class<?>) operation).getSimpleName();
  }

  /// What to do about an operation without a sample.
  static String missing(Object operation) {
    return ("%s has no sample; add one to tensor/src/test/java/gradus/tensor/OpSamples.java (or to"
            + " LayoutSamples, ConvolutionSamples beside it): operands that it accepts, with numbers"
            + " where it is smooth, such as unary(Unary.EXP, -4, 3)")
        .formatted(name(operation));
  }

  static Sample sample(Object operation, long seed, boolean large) {
    var generator = GENERATORS.get(operation);
    if (generator == null) {
      throw new AssertionError(missing(operation));
    }
    return generator.apply(new SampleShapes(seed, large));
  }

  private static void unary(Unary op, double from, double to) {
    unary(op, from, to, 0, 0);
  }

  private static void unary(Unary op, double from, double to, double kinks, double gap) {
    GENERATORS.put(op, s -> Sample.of(op, s.numbers(s.shape(0), from, to, kinks, gap)));
  }

  static {
    unary(Unary.NEGATE, -3, 3);
    unary(Unary.ABS, -3, 3, 9, 0.1);
    unary(Unary.SIGN, -3, 3, 9, 0.1);
    unary(Unary.RECIPROCAL, -3, 3, 9, 0.3);
    unary(Unary.SQUARE, -3, 3);
    unary(Unary.SQRT, 0.1, 9);
    unary(Unary.RSQRT, 0.2, 9);
    unary(Unary.EXP, -4, 3);
    unary(Unary.EXPM1, -4, 3);
    unary(Unary.LOG, 0.1, 9);
    unary(Unary.LOG2, 0.2, 5);
    unary(Unary.LOG10, 0.2, 5);
    unary(Unary.LOG1P, -0.8, 5);
    unary(Unary.SIN, -9, 9);
    unary(Unary.COS, -9, 9);
    unary(Unary.TAN, -1.2, 1.2);
    unary(Unary.ASIN, -0.9, 0.9);
    unary(Unary.ACOS, -0.9, 0.9);
    unary(Unary.ATAN, -5, 5);
    unary(Unary.SINH, -3, 3);
    unary(Unary.COSH, -3, 3);
    unary(Unary.TANH, -4, 4);
    unary(Unary.FLOOR, -4, 4, 1, 0.01);
    unary(Unary.CEIL, -4, 4, 1, 0.01);
    unary(Unary.ROUND, -4, 4, 0.5, 0.01);
    unary(Unary.ERF, -3, 3);
    unary(Unary.SIGMOID, -8, 8);
    unary(Unary.RELU, -3, 3, 9, 0.01);
    unary(Unary.SOFTPLUS, -8, 8);
    unary(Unary.SILU, -8, 8);
    unary(Unary.GELU, -4, 4);
    binary(Binary.ADD, -3, 3, -3, 3);
    binary(Binary.SUBTRACT, -3, 3, -3, 3);
    binary(Binary.MULTIPLY, -3, 3, -3, 3);
    binary(Binary.DIVIDE, -3, 3, 0.3, 3);
    binary(Binary.POWER, 0.2, 3, -2, 3);
    // One operand's numbers lie between the other's, and so do quotients between whole numbers.
    apart(Binary.MAXIMUM);
    apart(Binary.MINIMUM);
    binary(Binary.REMAINDER, 3.1, 3.9, 1.01, 1.5);
    binary(Binary.ATAN2, -3, 3, 0.3, 3);
    for (Comparison op : Comparison.values()) {
      GENERATORS.put(
          op, s -> pair(s, (a, b) -> Sample.flat(op, nearlyEqual(s, a), nearlyEqual(s, b))));
    }
    for (Logic op : Logic.values()) {
      GENERATORS.put(op, s -> pair(s, (a, b) -> Sample.flat(op, s.mask(a), s.mask(b))));
    }
    GENERATORS.put(Op.Test.NOT, s -> Sample.flat(Op.Test.NOT, s.mask(s.shape(0))));
    for (Op.Test op : List.of(Op.Test.IS_NAN, Op.Test.IS_FINITE)) {
      GENERATORS.put(op, s -> Sample.flat(op, withSpecials(s, s.shape(0))));
    }
    GENERATORS.put(
        Op.Where.class,
        s ->
            pair(
                s,
                (a, b) ->
                    Sample.of(
                        new Op.Where(),
                        s.mask(s.broadcasting(a)),
                        s.numbers(a, -3, 3),
                        s.numbers(b, -3, 3))));
    GENERATORS.put(
        Op.Cast.class,
        s ->
            switch (s.random.nextInt(4)) {
              case 0 ->
                  Sample.flat(new Op.Cast(DType.FLOAT64), s.integers(s.shape(0), -1000, 1000));
              case 1 -> Sample.flat(new Op.Cast(DType.FLOAT64), s.mask(s.shape(0)));
              case 2 ->
                  Sample.flat(new Op.Cast(DType.INT32), s.numbers(s.shape(0), -9, 9, 1, 0.01));
              default -> Sample.of(new Op.Cast(DType.FLOAT64), s.numbers(s.shape(0), -9, 9));
            });
    GENERATORS.put(Op.MatMul.class, OpSamples::matmul);
    GENERATORS.put(Op.Reduce.class, OpSamples::reduce);
    GENERATORS.put(
        Op.ArgExtreme.class,
        s -> {
          Shape shape = s.shape(1, 5, false);
          var kind = s.pick(List.of(Op.Extreme.values()));
          return Sample.flat(new Op.ArgExtreme(kind, s.axis(shape)), nearlyEqual(s, shape));
        });
    along(s -> axis -> Sample.flat(new Op.ArgSort(axis.axis, s.random.nextBoolean()), axis.x));
    along(s -> axis -> Sample.of(new Op.CumulativeSum(axis.axis, s.random.nextBoolean()), axis.x));
    along(s -> axis -> Sample.of(new Op.Softmax(axis.axis), axis.x));
    along(s -> axis -> Sample.of(new Op.LogSoftmax(axis.axis), axis.x));
    along(s -> axis -> Sample.of(new Op.LogSumExp(axis.axis), axis.x));
    GENERATORS.putAll(LayoutSamples.generators());
    GENERATORS.putAll(ConvolutionSamples.generators());
  }

  private static void binary(Binary op, double from, double to, double otherFrom, double otherTo) {
    GENERATORS.put(
        op,
        s ->
            pair(
                s,
                (a, b) -> Sample.of(op, s.numbers(a, from, to), s.numbers(b, otherFrom, otherTo))));
  }

  private static void apart(Binary op) {
    GENERATORS.put(
        op,
        s ->
            pair(
                s,
                (a, b) ->
                    Sample.of(
                        op,
                        s.integers(a, -4, 4).cast(DType.FLOAT64),
                        s.integers(b, -4, 4).cast(DType.FLOAT64).plus(0.5))));
  }

  private interface Pair {
    Sample of(Shape a, Shape b);
  }

  private static Sample pair(SampleShapes s, Pair pair) {
    Shape whole = s.shape(0);
    return switch (s.random.nextInt(4)) {
      case 0 -> pair.of(whole, whole);
      case 1 -> pair.of(s.broadcasting(whole), whole);
      case 2 -> pair.of(whole, s.broadcasting(whole));
      default -> pair.of(s.broadcasting(whole), s.broadcasting(whole));
    };
  }

  /// Numbers of which many are the same.
  private static Tensor nearlyEqual(SampleShapes s, Shape shape) {
    return s.integers(shape, -3, 4).cast(DType.FLOAT64).times(0.5);
  }

  private static Tensor withSpecials(SampleShapes s, Shape shape) {
    double[] specials = {Double.NaN, 1 / 0.0, -1 / 0.0, -0.0, 1e30, 1e-30, 1, -2};
    var values = new double[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) specials[s.random.nextInt(specials.length)];
    }
    return Tensor.of(shape, values);
  }

  private static Sample matmul(SampleShapes s) {
    Shape whole = s.shape(2);
    int rank = whole.rank();
    int m = whole.size(-2);
    int n = whole.size(-1);
    int k = s.random.nextInt(8) == 0 ? 0 : s.random.nextInt(1, 6);
    Shape leading = whole.part(0, rank - 2);
    boolean transposeA = s.random.nextBoolean();
    boolean transposeB = s.random.nextBoolean();
    Shape a = s.broadcasting(leading).plus(transposeA ? Shape.of(k, m) : Shape.of(m, k));
    Shape b = s.broadcasting(leading).plus(transposeB ? Shape.of(n, k) : Shape.of(k, n));
    return Sample.of(
        new Op.MatMul(transposeA, transposeB), s.numbers(a, -2, 2), s.numbers(b, -2, 2));
  }

  private static Sample reduce(SampleShapes s) {
    var kind = s.pick(List.of(Reduction.values()));
    boolean extreme = kind == Reduction.MAX || kind == Reduction.MIN;
    Shape shape = s.shape(1, 6, !extreme);
    var op = new Op.Reduce(kind, s.axes(shape));
    return Sample.of(
        op,
        switch (kind) {
          case SUM -> s.numbers(shape, -3, 3);
          // Near 1, so that products of many neither vanish nor explode; some are 0.
          case PRODUCT ->
              s.numbers(shape, 0.8, 1.2)
                  .times(s.integers(shape, 0, 9).minus(1).notEqualTo(0).cast(DType.FLOAT64));
          case MAX, MIN -> s.distinct(shape);
        });
  }

  private record Along(Tensor x, int axis) {}

  private static void along(Function<SampleShapes, Function<Along, Sample>> generator) {
    Function<SampleShapes, Sample> complete =
        s -> {
          Shape shape = s.shape(1);
          return generator.apply(s).apply(new Along(s.distinct(shape), s.axis(shape)));
        };
    Op op = complete.apply(new SampleShapes(0, false)).op();
    GENERATORS.put(op.getClass(), complete);
  }
}
