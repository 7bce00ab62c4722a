package gradus.tensor.kernel;

/// A matrix that lies in an array row by row, as an operand of a product.
///
/// Products run some ten microseconds and more, so that three such records for each are not felt.
/// Elementwise kernels, and the loops inside a product, take the parts one by one: there the
/// records would have to be optimised away.
///
/// @param at where the first row begins
/// @param stride from the beginning of a row to that of the next
/// @param transposed whether it stands for its transpose
public record Matrix(float[] values, int at, int stride, boolean transposed) {
  /// A matrix that stands for itself.
  public Matrix(float[] values, int at, int stride) {
    this(values, at, stride, false);
  }
}
