package gradus.tensor;

import gradus.tensor.kernel.BinaryFunction;
import gradus.tensor.kernel.ComparisonFunction;
import gradus.tensor.kernel.ReductionFunction;
import gradus.tensor.kernel.UnaryFunction;
import java.util.List;

/// An operation on tensors, as data.
///
/// An operation says *what* is computed and carries its settings, never its operands. Its shape
/// rule ([Inference]), its gradient ([Vjp]) and its evaluation ([Evaluator]) are exhaustive
/// switches over this hierarchy, so an operation that is added here does not compile until each of
/// them answers for it.
///
/// Axes are never negative here: [Tensor]'s methods resolve "count from the back" before they build
/// an operation.
public sealed interface Op {

  /// An elementwise function of one floating-point tensor.
  enum Unary implements Op {
    NEGATE(UnaryFunction.NEGATE),
    ABS(UnaryFunction.ABS),
    SIGN(UnaryFunction.SIGN),
    RECIPROCAL(UnaryFunction.RECIPROCAL),
    SQUARE(UnaryFunction.SQUARE),
    SQRT(UnaryFunction.SQRT),
    RSQRT(UnaryFunction.RSQRT),
    EXP(UnaryFunction.EXP),
    EXPM1(UnaryFunction.EXPM1),
    LOG(UnaryFunction.LOG),
    LOG2(UnaryFunction.LOG2),
    LOG10(UnaryFunction.LOG10),
    LOG1P(UnaryFunction.LOG1P),
    SIN(UnaryFunction.SIN),
    COS(UnaryFunction.COS),
    TAN(UnaryFunction.TAN),
    ASIN(UnaryFunction.ASIN),
    ACOS(UnaryFunction.ACOS),
    ATAN(UnaryFunction.ATAN),
    SINH(UnaryFunction.SINH),
    COSH(UnaryFunction.COSH),
    TANH(UnaryFunction.TANH),
    FLOOR(UnaryFunction.FLOOR),
    CEIL(UnaryFunction.CEIL),
    /// Rounds halves to even, as IEEE 754 and PyTorch do.
    ROUND(UnaryFunction.ROUND),
    ERF(UnaryFunction.ERF),
    /// `1 / (1 + e^-x)`
    SIGMOID(UnaryFunction.SIGMOID),
    /// `max(x, 0)`
    RELU(UnaryFunction.RELU),
    /// `log(1 + e^x)`, computed as `max(x, 0) + log1p(e^-|x|)`
    SOFTPLUS(UnaryFunction.SOFTPLUS),
    /// `x * sigmoid(x)`
    SILU(UnaryFunction.SILU),
    /// `x / 2 * (1 + erf(x / sqrt(2)))`
    GELU(UnaryFunction.GELU);

    private final UnaryFunction function;

    Unary(UnaryFunction function) {
      this.function = function;
    }

    /// What the kernels call it.
    UnaryFunction function() {
      return function;
    }
  }

  /// An elementwise function of two tensors of one numeric type; sizes broadcast.
  enum Binary implements Op {
    ADD(BinaryFunction.ADD),
    SUBTRACT(BinaryFunction.SUBTRACT),
    MULTIPLY(BinaryFunction.MULTIPLY),
    DIVIDE(BinaryFunction.DIVIDE),
    POWER(BinaryFunction.POWER),
    /// The larger value; not-a-number where either is.
    MAXIMUM(BinaryFunction.MAXIMUM),
    /// The smaller value; not-a-number where either is.
    MINIMUM(BinaryFunction.MINIMUM),
    /// The remainder with the sign of the dividend, as Java's `%`.
    REMAINDER(BinaryFunction.REMAINDER),
    ATAN2(BinaryFunction.ATAN2);

    private final BinaryFunction function;

    Binary(BinaryFunction function) {
      this.function = function;
    }

    /// What the kernels call it.
    BinaryFunction function() {
      return function;
    }
  }

  /// An elementwise comparison of two tensors of one type, giving [DType#BOOL]; sizes broadcast.
  enum Comparison implements Op {
    LESS(ComparisonFunction.LESS),
    LESS_OR_EQUAL(ComparisonFunction.LESS_OR_EQUAL),
    GREATER(ComparisonFunction.GREATER),
    GREATER_OR_EQUAL(ComparisonFunction.GREATER_OR_EQUAL),
    EQUAL(ComparisonFunction.EQUAL),
    NOT_EQUAL(ComparisonFunction.NOT_EQUAL);

    private final ComparisonFunction function;

    Comparison(ComparisonFunction function) {
      this.function = function;
    }

    /// What the kernels call it.
    ComparisonFunction function() {
      return function;
    }
  }

  /// An elementwise function of two masks; sizes broadcast.
  enum Logic implements Op {
    AND,
    OR,
    XOR
  }

  /// A question about each element of one tensor, giving [DType#BOOL].
  enum Test implements Op {
    IS_NAN,
    IS_FINITE,
    /// The negation of a mask.
    NOT
  }

  /// How a reduction combines elements.
  enum Reduction {
    SUM(ReductionFunction.SUM),
    PRODUCT(ReductionFunction.PRODUCT),
    MAX(ReductionFunction.MAX),
    MIN(ReductionFunction.MIN);

    private final ReductionFunction function;

    Reduction(ReductionFunction function) {
      this.function = function;
    }

    /// What the kernels call it.
    ReductionFunction function() {
      return function;
    }
  }

  /// Which extreme an index search looks for.
  enum Extreme {
    MAX,
    MIN
  }

  /// How random numbers are distributed: uniform on [0, 1), or standard normal.
  enum Distribution {
    UNIFORM,
    NORMAL
  }

  /// `condition ? a : b`, elementwise; sizes broadcast.
  record Where() implements Op {}

  /// Conversion to another element type.
  record Cast(DType to) implements Op {}

  /// The matrix product over the last two axes; leading axes broadcast. A transposed operand is
  /// stored with its last two axes swapped.
  record MatMul(boolean transposeA, boolean transposeB) implements Op {}

  /// The weighted sum of what a window sees: pictures `[batch, channels, height, width]` and a
  /// kernel `[filters, channels / groups, rows, columns]` give `[batch, filters, ...]`.
  ///
  /// It and the next two are the same sum of products, collected in one of three tensors from the
  /// other two, so that the gradients of each are the others.
  record Convolve(Window window) implements Op {}

  /// The transpose of [Convolve] in its pictures: from the result and the kernel to pictures of a
  /// height and width.
  record ConvolveInput(Window window, int height, int width) implements Op {}

  /// The transpose of [Convolve] in its kernel: from the pictures and the result to the kernel.
  record ConvolveKernel(Window window) implements Op {}

  /// Where the largest element is that a window sees in each channel, counted in rows from the
  /// channel's first: the first of equal ones; not-a-number counts as largest, and padding never.
  /// Gives [DType#INT32].
  record WindowArgMax(Window window) implements Op {}

  /// A reduction over some axes, which stay with size 1.
  record Reduce(Reduction kind, List<Integer> axes) implements Op {
    /// Copies the list.
    public Reduce {
      axes = List.copyOf(axes);
    }
  }

  /// The index of the first extreme element along an axis, which stays with size 1; gives
  /// [DType#INT32].
  record ArgExtreme(Extreme kind, int axis) implements Op {}

  /// The indices that put the elements along an axis in order, from the smallest, or from the
  /// largest if `descending`; equal elements keep their order, and not-a-number counts as largest.
  /// Gives [DType#INT32].
  record ArgSort(int axis, boolean descending) implements Op {}

  /// Running sums along an axis, from its end if `reverse`.
  record CumulativeSum(int axis, boolean reverse) implements Op {}

  /// `e^x` over the sum of all `e^x` along an axis.
  record Softmax(int axis) implements Op {}

  /// The logarithm of [Softmax], without its overflow.
  record LogSoftmax(int axis) implements Op {}

  /// The logarithm of the sum of `e^x` along an axis, which stays with size 1.
  record LogSumExp(int axis) implements Op {}

  /// The same elements, in the same order, in another shape.
  record Reshape(Shape shape) implements Op {}

  /// The axes in another order: axis `i` of the result is axis `permutation[i]` of the operand.
  record Transpose(List<Integer> permutation) implements Op {
    /// Copies the list.
    public Transpose {
      permutation = List.copyOf(permutation);
    }
  }

  /// The operand repeated along axes of size 1, and along new leading axes.
  record Broadcast(Shape shape) implements Op {}

  /// Every `steps[i]`-th index from `starts[i]` (inclusive) to `stops[i]` (exclusive) of each axis;
  /// steps are positive.
  record Slice(List<Integer> starts, List<Integer> stops, List<Integer> steps) implements Op {
    /// Copies the lists.
    public Slice {
      starts = List.copyOf(starts);
      stops = List.copyOf(stops);
      steps = List.copyOf(steps);
    }
  }

  /// A constant before, after and between (`interior`) the elements of each axis; the gradient of
  /// [Slice], and the other way round.
  record Pad(List<Integer> before, List<Integer> after, List<Integer> interior, double value)
      implements Op {
    /// Copies the lists.
    public Pad {
      before = List.copyOf(before);
      after = List.copyOf(after);
      interior = List.copyOf(interior);
    }
  }

  /// The order of the elements reversed along some axes.
  record Flip(List<Integer> axes) implements Op {
    /// Copies the list.
    public Flip {
      axes = List.copyOf(axes);
    }
  }

  /// Tensors one after the other along an axis.
  record Concat(int axis) implements Op {}

  /// The slices of `x` along `axis` that an integer tensor names: that axis is replaced by the
  /// indices' axes.
  record Take(int axis) implements Op {}

  /// The gradient of [Take]: zeros with `size` at `axis`, to which each slice of `x` is added at
  /// its index.
  record AddAt(int axis, int size) implements Op {}

  /// One element for each index, along `axis`; indices have the shape of the result.
  record TakeAlong(int axis) implements Op {}

  /// The gradient of [TakeAlong]: zeros with `size` at `axis`, to which each element of `x` is
  /// added at its index.
  record AddAlong(int axis, int size) implements Op {}

  /// For each integer a new last axis of `classes` elements: 1 at that index, else 0.
  record OneHot(int classes, DType to) implements Op {}

  /// Random numbers of a counter-based generator (Philox 4x32-10): a function of the operand, an
  /// `INT32[4]` key, the stream and the position alone.
  record Random(Distribution distribution, Shape shape, int stream) implements Op {}

  /// A function that a user defined, with its own gradient: the one open door.
  record Custom(Differentiable function) implements Op {}
}
