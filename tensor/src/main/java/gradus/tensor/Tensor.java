package gradus.tensor;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An immutable array of numbers with a shape: values in a heap array, in row-major order.
///
/// Operations return new tensors and compute their values at once. Two kinds of tensor also
/// remember where they came from, the operation and its inputs:
/// - **tracked** tensors, which descend from a leaf made by [#tracked()], so that [#gradients] can
///   apply the chain rule;
/// - **symbolic** tensors, which have a type and a shape but no values, so that [Program#trace] can
///   see a whole computation.
///
/// ```java
/// var w = Tensor.of(1, 2, 3).tracked();
/// var loss = w.square().sum();
/// loss.gradients(List.of(w)).getFirst();   // [2, 4, 6]
/// ```
///
/// The operations are in [Arithmetic] (elementwise), [Reductions] (over axes, and matrix products),
/// [Layouts] (shapes and indices), [Arrangements] (borders, overwriting), [Products] (norms,
/// running products), [Matrices] (triangles, diagonals), [Orders] (sorting) and [Pictures]
/// (convolution, pooling, interpolation). There is nothing to free, and any thread may read.
public final class Tensor
    implements Arithmetic, Reductions, Layouts, Arrangements, Products, Matrices, Orders, Pictures {
  private final DType dtype;
  private final Shape shape;
  private final @Nullable Object array;
  private final boolean tracked;
  private final @Nullable Op operation;
  private final List<Tensor> inputs;

  /// Wraps an array, which may be longer than the shape needs.
  Tensor(
      DType dtype,
      Shape shape,
      @Nullable Object array,
      boolean tracked,
      @Nullable Op operation,
      List<Tensor> inputs) {
    this.dtype = dtype;
    this.shape = shape;
    this.array = array;
    this.tracked = tracked;
    this.operation = operation;
    this.inputs = inputs;
  }

  private static Tensor leaf(DType dtype, Shape shape, Object array, int length) {
    if (length != shape.elements()) {
      throw new ShapeException(
          "tensor: shape %s needs %d elements, got %d; change the shape or the array",
          shape, shape.elements(), length);
    }
    return new Tensor(dtype, shape, array, false, null, List.of());
  }

  // Creation

  /// A float tensor over `values`, which it takes ownership of: the caller must not change the
  /// array afterwards.
  public static Tensor of(Shape shape, float[] values) {
    return leaf(DType.FLOAT32, shape, values, values.length);
  }

  /// A double tensor over `values`, which it takes ownership of.
  public static Tensor of(Shape shape, double[] values) {
    return leaf(DType.FLOAT64, shape, values, values.length);
  }

  /// An integer tensor over `values`, which it takes ownership of.
  public static Tensor of(Shape shape, int[] values) {
    return leaf(DType.INT32, shape, values, values.length);
  }

  /// A tensor of 64-bit integers over `values`, which it takes ownership of.
  public static Tensor of(Shape shape, long[] values) {
    return leaf(DType.INT64, shape, values, values.length);
  }

  /// A mask over `values`, which it takes ownership of.
  public static Tensor of(Shape shape, boolean[] values) {
    return leaf(DType.BOOL, shape, values, values.length);
  }

  /// A vector of floats.
  public static Tensor of(float... values) {
    return of(Shape.of(values.length), values.clone());
  }

  /// A vector of integers.
  public static Tensor ofInts(int... values) {
    return of(Shape.of(values.length), values.clone());
  }

  /// A vector of doubles.
  public static Tensor ofDoubles(double... values) {
    return of(Shape.of(values.length), values.clone());
  }

  /// A matrix of floats.
  ///
  /// @throws ShapeException where the rows differ in length
  public static Tensor of(float[][] rows) {
    return Arrays.ofRows(rows);
  }

  /// One float, of rank 0.
  public static Tensor scalar(double value) {
    return scalar(DType.FLOAT32, value);
  }

  /// One number of a type, of rank 0.
  public static Tensor scalar(DType dtype, double value) {
    return full(dtype, Shape.SCALAR, value);
  }

  /// A tensor with the same number everywhere.
  ///
  /// @throws DTypeException where an integer tensor or a mask cannot hold the number
  public static Tensor full(DType dtype, Shape shape, double value) {
    Checks.holds("full", dtype, value);
    return new Tensor(
        dtype, shape, Arrays.filled(dtype, shape.elements(), value), false, null, List.of());
  }

  /// Float zeros.
  public static Tensor zeros(int... sizes) {
    return full(DType.FLOAT32, Shape.of(sizes), 0);
  }

  /// Float ones.
  public static Tensor ones(int... sizes) {
    return full(DType.FLOAT32, Shape.of(sizes), 1);
  }

  /// Zeros of a type and shape.
  public static Tensor zeros(Signature signature) {
    return full(signature.dtype(), signature.shape(), 0);
  }

  /// The integers from 0 to `count - 1`.
  public static Tensor range(int count) {
    var shape = Shape.of("range", count);
    var values = new int[shape.elements()];
    java.util.Arrays.setAll(values, i -> i);
    return of(shape, values);
  }

  /// The floats `start, start + step, ...` below `stop` (above it where the step is negative).
  ///
  /// @throws TensorException where the step is 0 or a number is not finite
  public static Tensor arange(double start, double stop, double step) {
    return Sequences.arange(start, stop, step);
  }

  /// `count` floats at equal distances from `start` to `stop`, both included.
  public static Tensor linspace(double start, double stop, int count) {
    return Sequences.linspace(start, stop, count);
  }

  /// The identity matrix.
  public static Tensor eye(int size) {
    return Sequences.eye(size);
  }

  /// A tensor without values, for [Program#trace] and for asking which shape a computation gives.
  public static Tensor symbolic(DType dtype, Shape shape) {
    return new Tensor(dtype, shape, null, false, null, List.of());
  }

  // Facts

  /// The element type.
  public DType dtype() {
    return dtype;
  }

  /// The shape.
  public Shape shape() {
    return shape;
  }

  /// The size of one axis; a negative axis counts from the back.
  public int size(int axis) {
    return shape.size(axis);
  }

  /// The type and shape.
  public Signature signature() {
    return new Signature(dtype, shape);
  }

  /// Whether operations on this tensor are recorded for gradients.
  public boolean isTracked() {
    return tracked;
  }

  /// Whether this tensor has a shape but no values.
  public boolean isSymbolic() {
    return array == null;
  }

  /// The operation that made this tensor, if it was recorded.
  public @Nullable Op operation() {
    return operation;
  }

  /// What the recorded operation was applied to.
  public List<Tensor> inputs() {
    return inputs;
  }

  /// The values' array, for evaluation within this package; longer than the shape needs where
  /// buffers are shared.
  Object array() {
    if (array == null) {
      throw new TracingException(
          "symbolic tensor %s"
              + ": its values do not exist while a program is traced; compute with tensor"
              + " operations (for example Tensor.where) instead of reading values",
          signature());
    }
    return array;
  }

  // Values

  /// A copy of the values as floats; doubles are rounded.
  public float[] toFloats() {
    return Arrays.toFloats(this);
  }

  /// A copy of the values as doubles; masks are 0 and 1.
  public double[] toDoubles() {
    return Arrays.toDoubles(this);
  }

  /// A copy of the values of an INT32 tensor or a mask.
  ///
  /// @throws DTypeException for other types, which [#cast] converts
  public int[] toInts() {
    return Arrays.toInts(this);
  }

  /// A copy of the values of an integer tensor or a mask.
  ///
  /// @throws DTypeException for floating-point tensors, which [#cast] converts
  public long[] toLongs() {
    return Arrays.toLongs(this);
  }

  /// A copy of the values of a mask.
  ///
  /// @throws DTypeException for other types
  public boolean[] toBooleans() {
    return Arrays.toBooleans(this);
  }

  /// The value of a tensor with one element; INT64 numbers beyond 2^53 are rounded, see [#toLongs].
  ///
  /// @throws ShapeException where it has more, or none
  public double item() {
    if (shape.elements() != 1) {
      throw new ShapeException(
          "item: the tensor must have one element, but %s has %d; reduce it, or use get or toFloats",
          shape, shape.elements());
    }
    return Arrays.element(dtype, array(), 0);
  }

  /// The element at these indices, one for each axis; INT64 numbers beyond 2^53 are rounded.
  ///
  /// @throws IndexException where there is no such element
  public double get(int... indices) {
    return Arrays.element(this, indices);
  }

  // Gradients

  /// A leaf with the same values: operations on it are recorded, so that [#gradients] can be taken
  /// with respect to it.
  ///
  /// @throws DTypeException for integers and masks, which have no gradient
  public Tensor tracked() {
    if (!dtype.isFloating()) {
      throw new DTypeException(
          "tracked: only FLOAT32 and FLOAT64 have gradients, not %s" + "; cast it first", dtype);
    }
    return array == null
        ? new Tensor(dtype, shape, null, true, new Op.Reshape(shape), List.of(detach()))
        : new Tensor(dtype, shape, array, true, null, List.of());
  }

  /// The same values without their history.
  public Tensor detach() {
    if (array == null) {
      return tracked
          ? new Tensor(dtype, shape, null, false, new Op.Reshape(shape), List.of(this))
          : this;
    }
    return tracked || operation != null
        ? new Tensor(dtype, shape, array, false, null, List.of())
        : this;
  }

  /// The gradients of this one number with respect to tracked tensors, in their order. A tensor
  /// that this number does not depend on has a gradient of zeros.
  ///
  /// @throws ShapeException where this tensor has more than one element
  public List<Tensor> gradients(List<Tensor> sources) {
    return Gradients.of(this, sources, false);
  }

  /// Like [#gradients], recorded so that the results can be differentiated again.
  public List<Tensor> differentiableGradients(List<Tensor> sources) {
    return Gradients.of(this, sources, true);
  }

  // Operations

  /// The result of an operation: its shape and type are checked first, and nothing is computed if
  /// they do not fit.
  public static Tensor apply(Op operation, List<Tensor> inputs) {
    Signature signature = Inference.infer(operation, inputs);
    boolean symbolic = false;
    boolean tracked = false;
    for (Tensor input : inputs) {
      symbolic |= input.array == null;
      tracked |= input.tracked;
    }
    tracked &= signature.dtype().isFloating();
    Object array = symbolic ? null : Evaluator.evaluate(operation, inputs, signature);
    boolean recorded = symbolic || tracked;
    return new Tensor(
        signature.dtype(),
        signature.shape(),
        array,
        tracked,
        recorded ? operation : null,
        // The caller may change its list before gradients are taken.
        recorded ? List.copyOf(inputs) : List.of());
  }

  /// The result of an operation on one tensor.
  static Tensor apply(Op operation, Tensor x) {
    return apply(operation, List.of(x));
  }

  /// The result of an operation on two tensors.
  static Tensor apply(Op operation, Tensor a, Tensor b) {
    return apply(operation, List.of(a, b));
  }

  /// `condition ? a : b`, elementwise; sizes broadcast.
  public static Tensor where(Tensor condition, Tensor a, Tensor b) {
    return apply(new Op.Where(), List.of(condition, a, b));
  }

  /// Tensors one after the other along an axis that they have.
  public static Tensor concat(int axis, List<Tensor> parts) {
    return Joining.concat(axis, parts);
  }

  /// Tensors of one shape, one after the other along a new axis.
  public static Tensor stack(int axis, List<Tensor> parts) {
    return Joining.stack(axis, parts);
  }

  /// Products of tensors summed over axes, which have letters (Einstein's summation): letters that
  /// the result does not have are summed over, one that an operand has twice takes its diagonal,
  /// and `...` stands for axes without letters, which broadcast. Without `->` the result has the
  /// letters that occur once, in alphabetical order, after those of `...`.
  ///
  /// ```java
  /// Tensor.einsum("ij,jk->ik", a, b);              // the matrix product
  /// Tensor.einsum("...qd,...kd->...qk", q, k);     // attention's scores
  /// Tensor.einsum("ii->", a);                      // the trace
  /// ```
  ///
  /// Operands are joined from left to right.
  ///
  /// @throws ShapeException where the equation does not fit the operands
  public static Tensor einsum(String equation, Tensor... operands) {
    return Einsum.of(equation, List.of(operands));
  }

  /// A user's function with its own gradient.
  public static Tensor apply(Differentiable function, List<Tensor> inputs) {
    return apply(new Op.Custom(Objects.requireNonNull(function)), inputs);
  }

  /// Type and shape, then the values in aligned rows; of long axes the ends, with `...` between.
  @Override
  public String toString() {
    return TensorText.of(this);
  }
}
