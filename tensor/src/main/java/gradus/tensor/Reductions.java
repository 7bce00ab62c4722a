package gradus.tensor;

import gradus.tensor.Op.Extreme;
import gradus.tensor.Op.Reduction;
import java.util.List;

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

  private int count(String name, int... axes) {
    int count = 1;
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
    int count = count("mean", axes);
    if (count == 0) {
      throw new ShapeException("mean: there is nothing to average in " + self().shape());
    }
    return sumKeeping(axes).times(1.0 / count);
  }

  /// The variance `mean((x - mean(x))^2)`, the divisor being the number of elements.
  default Tensor variance(int... axes) {
    return dropping("variance", varianceKeeping(axes), axes);
  }

  /// The variance, with reduced axes kept.
  default Tensor varianceKeeping(int... axes) {
    return self().minus(meanKeeping(axes)).square().meanKeeping(axes);
  }

  /// The variance with the divisor `n - correction`; a correction of 1 makes the estimate unbiased.
  ///
  /// @throws ShapeException where the divisor would not be positive
  default Tensor sampleVariance(int correction, int... axes) {
    int count = count("sampleVariance", axes);
    if (count <= correction) {
      throw new ShapeException(
          "sampleVariance: needs more than %d elements, got %d in %s"
              .formatted(correction, count, self().shape()));
    }
    return variance(axes).times((double) count / (count - correction));
  }

  /// The standard deviation, the square root of [#variance].
  default Tensor standardDeviation(int... axes) {
    return variance(axes).sqrt();
  }

  /// The Euclidean norm `sqrt(sum(x^2))`; its gradient at 0 is 0.
  default Tensor norm(int... axes) {
    Tensor squares = self().square().sum(axes);
    Tensor zero = squares.equalTo(0);
    Tensor one = Tensor.scalar(squares.dtype(), 1);
    // The inner condition keeps the square root's infinite slope at 0 out of the gradient.
    Tensor safe = Tensor.where(zero, one, squares).sqrt();
    return Tensor.where(zero, Tensor.scalar(squares.dtype(), 0), safe);
  }

  /// `log(sum(e^x))` along an axis, which is dropped; without overflow.
  default Tensor logSumExp(int axis) {
    int resolved = self().shape().axis("logSumExp", axis);
    return dropping("logSumExp", Tensor.apply(new Op.LogSumExp(resolved), self()), resolved);
  }

  /// `e^x / sum(e^x)` along an axis; a row in which everything is minus infinity gives zeros.
  default Tensor softmax(int axis) {
    return Tensor.apply(new Op.Softmax(self().shape().axis("softmax", axis)), self());
  }

  /// `log(softmax(x))` along an axis, without overflow.
  default Tensor logSoftmax(int axis) {
    return Tensor.apply(new Op.LogSoftmax(self().shape().axis("logSoftmax", axis)), self());
  }

  /// The index of the first largest element along an axis, which is dropped; not-a-number counts as
  /// largest.
  default Tensor argMax(int axis) {
    return argExtreme("argMax", Extreme.MAX, axis);
  }

  /// The index of the first smallest element along an axis, which is dropped; not-a-number counts
  /// as smallest.
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
    if (x.shape().rank() > 0
        && right.shape().rank() > 0
        && x.size(-1) != right.size(column ? 0 : -2)) {
      throw Inference.innerSizes(x.shape(), right.shape(), x.size(-1), right.size(column ? 0 : -2));
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
