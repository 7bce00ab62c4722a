package gradus.data;

/// Which batches an epoch has.
final class BatchRange {
  private BatchRange() {}

  /// Refuses to begin with a batch that there is not.
  ///
  /// @throws DataException where epoch or batch are negative, or the epoch has fewer batches
  static void require(long epoch, int firstBatch, int batchCount) {
    if (epoch < 0 || firstBatch < 0 || firstBatch > batchCount) {
      throw new DataException(
          "batches: there is no batch %d in epoch %d; batches run from 0 to %d",
          firstBatch, epoch, batchCount - 1);
    }
  }
}
