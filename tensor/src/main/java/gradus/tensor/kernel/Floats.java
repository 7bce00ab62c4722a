package gradus.tensor.kernel;

/// The numbers of an array from a place on, as an operand of a kernel.
///
/// @param at where the first one is
/// @param step 1, or 0 for one number again and again
public record Floats(float[] values, int at, int step) {
  /// One number after the other.
  public Floats(float[] values, int at) {
    this(values, at, 1);
  }

  float element(int i) {
    return values[at + i * step];
  }
}
