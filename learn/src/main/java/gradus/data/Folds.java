package gradus.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A data set divided into parts of about the same size, each of which is once the one to judge on
/// (k-fold cross-validation).
public final class Folds {
  private Folds() {}

  /// Folds at random.
  ///
  /// @param count how many, at least 2
  /// @return for each fold a split: `first` is what to train on, `rest` the fold
  /// @throws DataException where there are fewer samples than folds
  public static List<Split> of(Dataset data, int count, long seed) {
    requireFolds(data, count);
    int[] order = new SplitMix64(seed, 0).permutation(data.size());
    int[] folds = new int[data.size()];
    for (int i = 0; i < order.length; i++) {
      folds[order[i]] = i % count;
    }
    return splits(data, folds, count);
  }

  /// Folds at random that have about the same number of samples of each class.
  ///
  /// @param count how many, at least 2
  /// @throws DataException where targets are not class labels, or there are fewer samples than
  ///   folds
  public static List<Split> stratified(Dataset data, int count, long seed) {
    requireFolds(data, count);
    int[] labels = data.labels();
    int[] order = new SplitMix64(seed, 0).permutation(data.size());
    int[] folds = new int[data.size()];
    int next = 0;
    // One class after the other, so that the folds' sizes differ by one at most as well.
    for (int label : Arrays.stream(labels).sorted().distinct().toArray()) {
      for (int index : order) {
        if (labels[index] == label) {
          folds[index] = next++ % count;
        }
      }
    }
    return splits(data, folds, count);
  }

  private static List<Split> splits(Dataset data, int[] folds, int count) {
    List<Split> splits = new ArrayList<>();
    for (int fold = 0; fold < count; fold++) {
      int one = fold;
      splits.add(
          new Split(
              data.subset(IntStream.range(0, folds.length).filter(i -> folds[i] != one).toArray()),
              data.subset(
                  IntStream.range(0, folds.length).filter(i -> folds[i] == one).toArray())));
    }
    return List.copyOf(splits);
  }

  private static void requireFolds(Dataset data, int count) {
    if (count < 2 || count > data.size()) {
      throw new DataException(
          "folds: needs from 2 to as many folds as samples, %d, got %d", data.size(), count);
    }
  }
}
