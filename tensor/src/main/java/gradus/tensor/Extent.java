package gradus.tensor;

/// A whole number that may follow the size of the batch: `fixed + perBatch * batch`.
///
/// @param fixed what it is without any samples
/// @param perBatch how much each sample adds; 0 where the number does not depend on the batch
public record Extent(int fixed, int perBatch) {

  /// Whether it depends on the size of the batch.
  public boolean isOpen() {
    return perBatch != 0;
  }

  /// Whether it is the size of the batch itself.
  public boolean isBatch() {
    return fixed == 0 && perBatch == 1;
  }

  /// The number for a batch of this size.
  ///
  /// @throws ArithmeticException where it is no `int`
  public int at(int batch) {
    return Math.toIntExact(fixed + (long) perBatch * batch);
  }

  /// For a batch of `N`, for example `N`, `2N + 1` or `64`.
  @Override
  public String toString() {
    if (!isOpen()) {
      return Integer.toString(fixed);
    }
    String open = perBatch == 1 ? "N" : perBatch == -1 ? "-N" : perBatch + "N";
    return fixed == 0 ? open : open + (fixed > 0 ? " + " : " - ") + Math.abs((long) fixed);
  }
}
