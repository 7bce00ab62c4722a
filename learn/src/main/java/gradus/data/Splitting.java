package gradus.data;

import java.util.Arrays;

/// How a data set is divided into two parts.
final class Splitting {
  private Splitting() {}

  static Split random(Dataset dataset, double fraction, long seed) {
    int wanted = wanted(dataset.size(), fraction);
    var order = new SplitMix64(seed, 0).permutation(dataset.size());
    var first = new boolean[dataset.size()];
    for (int i = 0; i < wanted; i++) {
      first[order[i]] = true;
    }
    return parts(dataset, first, wanted);
  }

  static Split stratified(Dataset dataset, double fraction, long seed) {
    int wanted = wanted(dataset.size(), fraction);
    var labels = dataset.labels();
    var classes = Arrays.stream(labels).sorted().distinct().toArray();
    var members = new int[classes.length][];
    for (int c = 0; c < classes.length; c++) {
      int label = classes[c];
      members[c] = indicesOf(labels, label);
    }
    var quotas = quotas(members, fraction, wanted);
    var first = new boolean[dataset.size()];
    for (int c = 0; c < classes.length; c++) {
      // Each class has its own stream, so that it does not depend on the others' sizes.
      new SplitMix64(seed, classes[c]).shuffle(members[c], members[c].length);
      for (int i = 0; i < quotas[c]; i++) {
        first[members[c][i]] = true;
      }
    }
    return parts(dataset, first, wanted);
  }

  /// The whole parts of each class's share, and one more for those with the largest remainders
  /// until the sum is right.
  private static int[] quotas(int[][] members, double fraction, int wanted) {
    var quotas = new int[members.length];
    var remainders = new double[members.length];
    int sum = 0;
    for (int c = 0; c < members.length; c++) {
      double share = members[c].length * fraction;
      quotas[c] = (int) share;
      remainders[c] = share - quotas[c];
      sum += quotas[c];
    }
    for (; sum < wanted; sum++) {
      int largest = 0;
      for (int c = 1; c < members.length; c++) {
        if (remainders[c] > remainders[largest]) {
          largest = c;
        }
      }
      quotas[largest]++;
      remainders[largest] = -1;
    }
    return quotas;
  }

  private static int wanted(int size, double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new DataException("split: the fraction must be between 0 and 1, got %s", fraction);
    }
    long wanted = Math.round(size * fraction);
    if (wanted == 0 || wanted == size) {
      throw new DataException(
          "split: a fraction of %s divides %d samples into %d and %d; neither part may be empty",
          fraction, size, wanted, size - wanted);
    }
    return (int) wanted;
  }

  private static int[] indicesOf(int[] labels, int label) {
    var found = new int[labels.length];
    int count = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == label) {
        found[count++] = i;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private static Split parts(Dataset dataset, boolean[] first, int wanted) {
    var chosen = new int[wanted];
    var others = new int[first.length - wanted];
    int a = 0;
    int b = 0;
    for (int i = 0; i < first.length; i++) {
      if (first[i]) {
        chosen[a++] = i;
      } else {
        others[b++] = i;
      }
    }
    return new Split(dataset.subset(chosen), dataset.subset(others));
  }
}
