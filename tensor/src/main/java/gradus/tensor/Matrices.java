package gradus.tensor;

/// The operations of a [Tensor] that see its last two axes as the rows and columns of a matrix.
/// [Reductions#matmul] is the product.
public sealed interface Matrices permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// The scalar product of two vectors, `sum(x y)`.
  ///
  /// # Shapes
  ///
  /// `[n], [n] -> []`
  ///
  /// @throws ShapeException where an operand is no vector, or their sizes differ
  default Tensor dot(Tensor right) {
    vector("dot", self());
    vector("dot", right);
    if (!self().shape().equals(right.shape())) {
      throw new ShapeException(
          "dot: the vectors %s and %s must be equally long", self().shape(), right.shape());
    }
    return self().times(right).sum();
  }

  /// Every element of one vector times every element of another: `y[i][j] = a[i] b[j]`.
  ///
  /// # Shapes
  ///
  /// `[m], [n] -> [m, n]`
  ///
  /// @throws ShapeException where an operand is no vector
  default Tensor outer(Tensor right) {
    vector("outer", self());
    vector("outer", right);
    return self().expand(1).times(right);
  }

  private static void vector(String name, Tensor x) {
    if (x.shape().rank() != 1) {
      throw new ShapeException(
          "%s: needs vectors, with one axis, got %s; use matmul, or flatten(0)", name, x.shape());
    }
  }

  /// The elements whose row and column are the same: `y[..., i] = x[..., i, i]`.
  ///
  /// # Shapes
  ///
  /// `[..., m, n] -> [..., min(m, n)]`
  ///
  /// @throws ShapeException where there are fewer than two axes
  default Tensor diagonal() {
    Shape shape = matrix("diagonal");
    int columns = shape.size(-1);
    int count = Math.min(shape.size(-2), columns);
    // In a row of all elements, those of the diagonal are one row and one column apart.
    int end = count == 0 ? 0 : (count - 1) * (columns + 1) + 1;
    return self().flatten(shape.rank() - 2).slice(-1, 0, end, columns + 1);
  }

  /// The sum of the [#diagonal].
  ///
  /// # Shapes
  ///
  /// `[..., m, n] -> [...]`
  default Tensor trace() {
    matrix("trace");
    return diagonal().sum(-1);
  }

  /// The elements on and below a diagonal, and zeros above it: 0 is the main diagonal, 1 the one
  /// above, -1 the one below.
  ///
  /// @throws ShapeException where there are fewer than two axes
  default Tensor lowerTriangle(int diagonal) {
    Shape shape = matrix("lowerTriangle");
    return keep(columnMinusRow(shape).lessOrEqual(diagonal));
  }

  /// The elements on and above a diagonal, and zeros below it: 0 is the main diagonal, 1 the one
  /// above, -1 the one below.
  ///
  /// @throws ShapeException where there are fewer than two axes
  default Tensor upperTriangle(int diagonal) {
    Shape shape = matrix("upperTriangle");
    return keep(columnMinusRow(shape).greaterOrEqual(diagonal));
  }

  private static Tensor columnMinusRow(Shape shape) {
    return Tensor.range(shape.size(-1)).minus(Tensor.range(shape.size(-2)).expand(1));
  }

  private Tensor keep(Tensor mask) {
    return Tensor.where(mask, self(), Tensor.scalar(self().dtype(), 0));
  }

  private Shape matrix(String name) {
    if (self().shape().rank() < 2) {
      throw new ShapeException(
          "%s: needs rows and columns, two axes at least, got %s; add one with expand",
          name, self().shape());
    }
    return self().shape();
  }
}
