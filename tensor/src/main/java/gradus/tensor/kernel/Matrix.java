package gradus.tensor.kernel;

/// A matrix that lies in an array row by row, as an operand of a product.
///
/// Records are for those who call kernels: a product, or a pass over some thousand numbers, takes
/// too long for them to be felt. The loops inside take the parts one by one.
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
