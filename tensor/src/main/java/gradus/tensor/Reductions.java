package gradus.tensor;

import gradus.tensor.Op.Extreme;
import gradus.tensor.Op.Reduction;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// The operations of a [Tensor] that combine elements: reductions over axes, and matrix products.
///
/// Where no axes are named, all are reduced. The plain methods drop the reduced axes; those named
/// `...Keeping` leave them with size 1, so that the result broadcasts against the operand. Negative
/// axes count from the back.
public sealed interface Reductions permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor keeping(String name, Reduction kind, int... axes) {
    Checks.numeric(name, self());
    List<Integer> resolved = self().shape().axes(name, axes);
    return resolved.isEmpty() ? self() : Tensor.apply(new Op.Reduce(kind, resolved), self());
  }

  private Tensor dropping(String name, Tensor kept, int... axes) {
    List<Integer> gone = self().shape().axes(name, axes);
    if (gone.isEmpty()) {
      return kept;
    }
    var sizes = new int[kept.shape().rank() - gone.size()];
    int at = 0;
    for (int axis = 0; axis < kept.shape().rank(); axis++) {
      if (!gone.contains(axis)) {
        sizes[at++] = kept.shape().size(axis);
      }
    }
    return kept.reshape(sizes);
  }

  /// The number of elements that are reduced to one.
  private long count(String name, int... axes) {
    Checks.floating(name, self());
    long count = 1;
    for (int axis : self().shape().axes(name, axes)) {
      count *= self().shape().size(axis);
    }
    return count;
  }

  /// The sum of the elements; 0 where there are none.
  default Tensor sum(int... axes) {
    return dropping("sum", sumKeeping(axes), axes);
  }

  /// The sum of the elements, with reduced axes kept.
  default Tensor sumKeeping(int... axes) {
    return keeping("sum", Reduction.SUM, axes);
  }

  /// The product of the elements; 1 where there are none.
  default Tensor product(int... axes) {
    return dropping("product", keeping("product", Reduction.PRODUCT, axes), axes);
  }

  /// The largest element; not-a-number where one is.
  ///
  /// @throws ShapeException where there are no elements
  default Tensor max(int... axes) {
    return dropping("max", maxKeeping(axes), axes);
  }

  /// The largest element, with reduced axes kept.
  default Tensor maxKeeping(int... axes) {
    return keeping("max", Reduction.MAX, axes);
  }

  /// The smallest element; not-a-number where one is.
  ///
  /// @throws ShapeException where there are no elements
  default Tensor min(int... axes) {
    return dropping("min", minKeeping(axes), axes);
  }

  /// The smallest element, with reduced axes kept.
  default Tensor minKeeping(int... axes) {
    return keeping("min", Reduction.MIN, axes);
  }

  /// The arithmetic mean.
  ///
  /// @throws ShapeException where there are no elements
  default Tensor mean(int... axes) {
    return dropping("mean", meanKeeping(axes), axes);
  }

  /// The arithmetic mean, with reduced axes kept.
  default Tensor meanKeeping(int... axes) {
    return meanKeeping("mean", axes);
  }

  private Tensor meanKeeping(String name, int... axes) {
    long count = count(name, axes);
    if (count == 0) {
      throw new ShapeException(
          "%s: there is nothing to average in %s over %s; check for an empty batch first",
          name,
          self().shape(),
          axes.length == 0 ? Message.of("all axes") : Message.of("axes %s", Arrays.toString(axes)));
    }
    return sumKeeping(axes).dividedBy((double) count);
  }

  /// The variance `mean((x - mean(x))^2)`, the divisor being the number of elements.
  ///
  /// @throws ShapeException where there are no elements
  default Tensor variance(int... axes) {
    return dropping("variance", varianceKeeping(axes), axes);
  }

  /// The variance, with reduced axes kept.
  default Tensor varianceKeeping(int... axes) {
    return self().minus(meanKeeping("variance", axes)).square().meanKeeping(axes);
  }

  /// The variance with the divisor `n - correction`; a correction of 1 makes the estimate unbiased.
  ///
  /// @throws ShapeException where the divisor would not be positive
  default Tensor sampleVariance(int correction, int... axes) {
    long count = count("sampleVariance", axes);
    if (count <= correction) {
      throw new ShapeException(
          "sampleVariance: needs more than %d elements, got %d in %s; use variance, or more data",
          correction, count, self().shape());
    }
    return variance(axes).times((double) count / (count - correction));
  }

  /// The standard deviation, the square root of [#variance]; its gradient at 0 is 0.
  ///
  /// @throws ShapeException where there are no elements
  default Tensor standardDeviation(int... axes) {
    count("standardDeviation", axes);
    return root("standardDeviation", x -> x.varianceKeeping(axes), axes);
  }

  /// The Euclidean norm `sqrt(sum(x^2))`, without over- or underflow; its gradient at 0 is 0.
  default Tensor norm(int... axes) {
    Checks.floating("norm", self());
    return root("norm", x -> x.square().sumKeeping(axes), axes);
  }

  /// The square root of a mean or sum of squares, whose elements are brought to a size that can be
  /// squared by a power of two, which loses nothing; it is 1 for all but the largest and smallest.
  private Tensor root(String name, UnaryOperator<Tensor> squares, int... axes) {
    boolean wide = self().dtype() == DType.FLOAT64;
    int limit = wide ? 400 : 48;
    Tensor plain = squares.apply(self());
    if (isOrdinary(plain, limit)) {
      return dropping(name, rootFlatAtZero(plain), axes);
    }
    Tensor largest = self().abs().maxKeeping(axes);
    Tensor huge = largest.greater(Math.scalb(1.0, limit));
    Tensor tiny = largest.less(Math.scalb(1.0, -limit));
    int down = wide ? -640 : -80;
    int up = wide ? 700 : 100;
    Tensor root = rootFlatAtZero(squares.apply(self().times(powers(huge, down, tiny, up))));
    return dropping(name, root.times(powers(huge, -down, tiny, -up)), axes);
  }

  /// Whether no square can have left the range of the type, so that the power of two is 1 for all.
  /// A program that is traced cannot know, and computes both; the bits are the same.
  private boolean isOrdinary(Tensor squares, int limit) {
    int elements = self().shape().elements();
    if (elements == 0 || squares.isSymbolic()) {
      return elements == 0;
    }
    double most = Math.scalb(1.0, 2 * limit);
    double least = Math.scalb((double) elements, 1 - 2 * limit);
    for (double square : squares.toDoubles()) {
      if (!(square >= least && square <= most)) {
        return false;
      }
    }
    return true;
  }

  private Tensor powers(Tensor huge, int ofHuge, Tensor tiny, int ofTiny) {
    DType dtype = self().dtype();
    Tensor one = Tensor.scalar(dtype, 1);
    Tensor small = Tensor.where(tiny, Tensor.scalar(dtype, Math.scalb(1.0, ofTiny)), one);
    return Tensor.where(huge, Tensor.scalar(dtype, Math.scalb(1.0, ofHuge)), small);
  }

  private static Tensor rootFlatAtZero(Tensor squares) {
    Tensor zero = squares.equalTo(0);
    Tensor one = Tensor.scalar(squares.dtype(), 1);
    // The inner condition keeps the square root's infinite slope at 0 out of the gradient.
    Tensor safe = Tensor.where(zero, one, squares).sqrt();
    return Tensor.where(zero, Tensor.scalar(squares.dtype(), 0), safe);
  }

  /// `log(sum(e^x))` along an axis, which is dropped; without overflow. Where there is nothing to
  /// add, and where everything is minus infinity, it is minus infinity, with a gradient of zeros;
  /// where elements are plus infinity, it is that, and they share the gradient.
  default Tensor logSumExp(int axis) {
    int resolved = self().shape().axis("logSumExp", axis);
    return dropping("logSumExp", Tensor.apply(new Op.LogSumExp(resolved), self()), resolved);
  }

  /// `e^x / sum(e^x)` along an axis; a row in which everything is minus infinity gives zeros.
  default Tensor softmax(int axis) {
    return Tensor.apply(new Op.Softmax(self().shape().axis("softmax", axis)), self());
  }

  /// `log(softmax(x))` along an axis, without overflow; a row in which everything is minus infinity
  /// gives minus infinity.
  default Tensor logSoftmax(int axis) {
    return Tensor.apply(new Op.LogSoftmax(self().shape().axis("logSoftmax", axis)), self());
  }

  /// The index of the first largest element along an axis, which is dropped; not-a-number counts as
  /// largest.
  ///
  /// @throws ShapeException where the axis has no elements
  default Tensor argMax(int axis) {
    return argExtreme("argMax", Extreme.MAX, axis);
  }

  /// The index of the first smallest element along an axis, which is dropped; not-a-number counts
  /// as smallest.
  ///
  /// @throws ShapeException where the axis has no elements
  default Tensor argMin(int axis) {
    return argExtreme("argMin", Extreme.MIN, axis);
  }

  private Tensor argExtreme(String name, Extreme kind, int axis) {
    int resolved = self().shape().axis(name, axis);
    return dropping(name, Tensor.apply(new Op.ArgExtreme(kind, resolved), self()), resolved);
  }

  /// Running sums along an axis.
  default Tensor cumulativeSum(int axis) {
    int resolved = self().shape().axis("cumulativeSum", axis);
    return Tensor.apply(new Op.CumulativeSum(resolved, false), self());
  }

  /// Whether any element of a mask is true; false where there are none.
  default Tensor any(int... axes) {
    return trueOnes("any", self(), axes).greater(0);
  }

  /// Whether all elements of a mask are true; true where there are none.
  default Tensor all(int... axes) {
    Checks.type("all", self(), DType.BOOL);
    return self().not().any(axes).not();
  }

  /// How many elements differ from 0, or are true in a mask, as [DType#INT32].
  default Tensor countNonZero(int... axes) {
    Tensor mask = self().dtype() == DType.BOOL ? self() : self().notEqualTo(0);
    return trueOnes("countNonZero", mask, axes);
  }

  /// Whether every element [Arithmetic#isClose] to its counterpart.
  default boolean allClose(Tensor y, double relative, double absolute) {
    return self().isClose(y, relative, absolute).all().item() == 1;
  }

  private static Tensor trueOnes(String name, Tensor mask, int... axes) {
    Checks.type(name, mask, DType.BOOL);
    return mask.cast(DType.INT32).sum(axes);
  }

  /// The matrix product.
  ///
  /// # Shapes
  ///
  /// `[..., m, k] x [..., k, n] -> [..., m, n]`, where leading axes broadcast. A vector on the left
  /// is a row, and one on the right a column, that the result does not have: `[k] x [k, n] -> [n]`,
  /// `[m, k] x [k] -> [m]`, `[k] x [k] -> []`.
  ///
  /// @throws ShapeException where the inner sizes differ
  default Tensor matmul(Tensor right) {
    Tensor x = self();
    if (x.shape().rank() == 0 || right.shape().rank() == 0) {
      throw new ShapeException(
          "matmul: a single number is no matrix, got %s and %s; multiply by it with times",
          x.shape(), right.shape());
    }
    boolean row = x.shape().rank() == 1;
    boolean column = right.shape().rank() == 1;
    if (!row && x.shape().rank() > 2 && right.shape().rank() == 2 && x.size(-1) == right.size(0)) {
      // One product of many rows is faster than many of few, and so is its gradient.
      Shape leading = x.shape().part(0, x.shape().rank() - 1);
      return Tensor.apply(
              new Op.MatMul(false, false), x.reshape(leading.elements(), x.size(-1)), right)
          .reshape(leading.plus(Shape.of(right.size(1))));
    }
    if (!row && !column) {
      return Tensor.apply(new Op.MatMul(false, false), x, right);
    }
    if (x.size(-1) != right.size(column ? 0 : -2)) {
      throw Inference.innerSizes(x.shape(), -1, right.shape(), column ? -1 : -2);
    }
    Tensor product =
        Tensor.apply(
            new Op.MatMul(false, false), row ? x.expand(0) : x, column ? right.expand(1) : right);
    if (column) {
      product = product.squeeze(-1);
    }
    return row ? product.squeeze(column ? -1 : -2) : product;
  }

  /// The matrix product with the last two axes of the right operand swapped: `x y^T`.
  default Tensor matmulTransposed(Tensor right) {
    return Tensor.apply(new Op.MatMul(false, true), self(), right);
  }
}
