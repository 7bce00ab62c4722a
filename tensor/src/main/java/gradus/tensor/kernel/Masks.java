package gradus.tensor.kernel;

/// As [Floats], of masks.
public record Masks(boolean[] values, int at, int step) {
  /// The mask of element `i`.
  public boolean element(int i) {
    return values[at + i * step];
  }
}
