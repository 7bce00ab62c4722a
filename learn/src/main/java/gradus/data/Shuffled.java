package gradus.data;

/// A data set whose samples come in another random order in every epoch.
///
/// The order is a pure function of the seed, the epoch and the number of samples: Fisher and
/// Yates's shuffle over the SplitMix64 stream of (seed, epoch). A run that is resumed in any epoch
/// sees what the run that was not interrupted would have seen.
///
/// @param dataset the samples
/// @param seed what all orders depend on
public record Shuffled(Dataset dataset, long seed) {
  /// The indices of the samples in the order in which an epoch visits them.
  ///
  /// @param epoch the epoch, counted from 0
  public int[] order(long epoch) {
    return new SplitMix64(seed, epoch).permutation(dataset.size());
  }

  /// The samples in batches of some size; the last batch may be shorter.
  ///
  /// @throws DataException where the size is not positive
  public Batches batch(int size) {
    return new DatasetBatches(dataset, this, size, 0);
  }
}
