package gradus.tensor;

/// The operations of a [Tensor] that multiply elements, or measure them by their powers. They are
/// composed of those in [Arithmetic] and [Reductions], so that their gradients follow.
/// [Tensor#einsum] is the product of several tensors.
public sealed interface Products permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// Running products along an axis: `y[i] = x[0] x[1] ... x[i]`. Gradients are right where
  /// elements are 0, too.
  default Tensor cumulativeProduct(int axis) {
    int resolved = self().shape().axis("cumulativeProduct", axis);
    Checks.numeric("cumulativeProduct", self());
    Tensor y = self();
    int size = y.size(resolved);
    // Each time, every product takes in the one before it, and is of twice as many.
    for (int done = 1; done > 0 && done < size; done <<= 1) {
      y = y.times(y.slice(resolved, 0, size - done).pad(resolved, done, 0, 1));
    }
    return y;
  }

  /// The p-norm `(sum |x|^p)^(1/p)` over axes, over all where none are named; for an infinite p the
  /// largest `|x|`, and for 0 how many elements are not 0. [Reductions#norm] is that of 2. Where
  /// the norm is 0 its gradient is 0, as are those of elements that are 0.
  ///
  /// @throws TensorException where p is negative or not a number
  /// @throws DTypeException where the elements are not floating-point
  /// @throws ShapeException where p is infinite and there are no elements
  default Tensor pNorm(double p, int... axes) {
    Checks.floating("pNorm", self());
    if (!(p >= 0)) {
      throw new TensorException(
          "pNorm: p must be at least 0, got %s; take the smallest |x| with abs().min()", p);
    }
    if (p == 2) {
      return self().norm(axes);
    }
    if (p == 0) {
      return self().notEqualTo(0).cast(self().dtype()).sum(axes);
    }
    if (p == 1) {
      return self().abs().sum(axes);
    }
    if (Double.isInfinite(p)) {
      return self().abs().max(axes);
    }
    return power(power(self().abs(), p).sum(axes), 1 / p);
  }

  /// The power of numbers of at least 0, whose slope at 0 is 0, even where it would be infinite.
  private static Tensor power(Tensor x, double exponent) {
    Tensor zero = x.equalTo(0);
    Tensor safe = Tensor.where(zero, Tensor.scalar(x.dtype(), 1), x).power(exponent);
    return Tensor.where(zero, Tensor.scalar(x.dtype(), 0), safe);
  }

  /// The cosine of the angle between vectors along an axis, `sum(x y) / (|x| |y|)`, from -1 to 1;
  /// no length counts as less than 1e-8, so that a vector of zeros has the cosine 0.
  ///
  /// # Shapes
  ///
  /// Both broadcast to one shape, whose axis is dropped.
  ///
  /// @throws ShapeException where they do not
  default Tensor cosineSimilarity(Tensor y, int axis) {
    Checks.floating("cosineSimilarity", self());
    Checks.sameType("cosineSimilarity", self(), y);
    Shape shape = Shape.broadcast("cosineSimilarity", self().shape(), y.shape());
    int resolved = shape.axis("cosineSimilarity", axis);
    Tensor a = self().broadcastTo(shape);
    Tensor b = y.broadcastTo(shape);
    Tensor lengths = a.norm(resolved).maximum(1e-8).times(b.norm(resolved).maximum(1e-8));
    return a.times(b).sum(resolved).dividedBy(lengths);
  }
}
