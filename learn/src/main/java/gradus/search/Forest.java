package gradus.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A random forest: the mean of regression trees, each grown on a sample drawn with replacement, to
/// leaves of one result where the results allow it, with a random half of the features looked at
/// for each split.
///
/// A number lies from 0 to 1; an option is its index, and options are split by the order of their
/// mean results, which contains the best of all splits (Fisher, "On grouping for maximum
/// homogeneity", 1958). Breiman, "Random forests", 2001.
final class Forest {
  private static final int TREES = 64;
  private static final int DEPTH = 32;

  private final int[] options;
  private final List<List<Leaf>> trees = new ArrayList<>();

  /// A part of the space with one prediction.
  ///
  /// @param low where it begins in each feature
  /// @param high where it ends in each feature
  /// @param chosen which options of each feature belong to it; empty for numbers
  /// @param value the prediction
  record Leaf(double[] low, double[] high, boolean[][] chosen, double value) {
    /// The part of a feature's values that lies inside, from 0 to 1.
    double share(int feature) {
      if (chosen[feature].length == 0) {
        return high[feature] - low[feature];
      }
      int count = 0;
      for (boolean one : chosen[feature]) {
        count += one ? 1 : 0;
      }
      return count / (double) chosen[feature].length;
    }

    boolean holds(int feature, double value) {
      return chosen[feature].length == 0
          ? value >= low[feature] && value < high[feature]
          : chosen[feature][(int) value];
    }

    private Leaf with(int feature, double from, double to, boolean[] some, double mean) {
      double[] lows = low.clone();
      double[] highs = high.clone();
      boolean[][] options = chosen.clone();
      lows[feature] = from;
      highs[feature] = to;
      options[feature] = some;
      return new Leaf(lows, highs, options, mean);
    }
  }

  /// @param options how many options each feature has, 0 for a number
  /// @param places the features of each observation
  /// @param values the results
  Forest(int[] options, double[][] places, double[] values, long seed) {
    this.options = options;
    for (int tree = 0; tree < TREES; tree++) {
      Randomness random = new Randomness(seed, tree);
      int[] sample = new int[values.length];
      Arrays.setAll(sample, _ -> random.below(values.length));
      List<Leaf> leaves = new ArrayList<>();
      new Growth(places, values, random, leaves).grow(whole(), sample, 0);
      trees.add(leaves);
    }
  }

  List<List<Leaf>> trees() {
    return trees;
  }

  private Leaf whole() {
    double[] ends = new double[options.length];
    Arrays.fill(ends, Math.nextUp(1.0));
    boolean[][] all = new boolean[options.length][];
    for (int f = 0; f < all.length; f++) {
      all[f] = new boolean[options[f]];
      Arrays.fill(all[f], true);
    }
    return new Leaf(new double[options.length], ends, all, 0);
  }

  /// A way to divide observations in two.
  ///
  /// @param order the observations, those of the left part first
  /// @param left how many belong to it
  /// @param gain how much the sum of squares falls
  private record Split(int feature, int[] order, int left, double gain) {}

  /// The growth of one tree.
  private record Growth(double[][] places, double[] values, Randomness random, List<Leaf> leaves) {
    void grow(Leaf part, int[] sample, int depth) {
      Split best = depth < DEPTH ? best(part, sample) : null;
      if (best == null) {
        double mean = Arrays.stream(sample).mapToDouble(i -> values[i]).average().orElse(0);
        leaves.add(new Leaf(part.low(), part.high(), part.chosen(), mean));
        return;
      }
      int f = best.feature();
      int[] left = Arrays.copyOf(best.order(), best.left());
      int[] right = Arrays.copyOfRange(best.order(), best.left(), sample.length);
      double low = part.low()[f];
      double high = part.high()[f];
      boolean[] chosen = part.chosen()[f];
      if (chosen.length == 0) {
        double cut = (places[left[left.length - 1]][f] + places[right[0]][f]) / 2;
        grow(part.with(f, low, cut, chosen, 0), left, depth + 1);
        grow(part.with(f, cut, high, chosen, 0), right, depth + 1);
      } else {
        boolean[] here = new boolean[chosen.length];
        Arrays.stream(left).forEach(i -> here[(int) places[i][f]] = true);
        boolean[] there = chosen.clone();
        for (int option = 0; option < there.length; option++) {
          there[option] &= !here[option];
        }
        grow(part.with(f, low, high, here, 0), left, depth + 1);
        grow(part.with(f, low, high, there, 0), right, depth + 1);
      }
    }

    private @Nullable Split best(Leaf part, int[] sample) {
      int features = part.low().length;
      int looked = 0;
      Split best = null;
      int[] shuffled = shuffled(features);
      for (int at = 0; at < features && (looked < (features + 1) / 2 || best == null); at++) {
        Split split = split(shuffled[at], part.chosen()[shuffled[at]].length > 0, sample);
        looked++;
        best = split != null && (best == null || split.gain() > best.gain()) ? split : best;
      }
      return best;
    }

    private int[] shuffled(int count) {
      int[] order = new int[count];
      Arrays.setAll(order, i -> i);
      for (int i = count - 1; i > 0; i--) {
        int j = random.below(i + 1);
        int swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
      }
      return order;
    }

    private @Nullable Split split(int feature, boolean category, int[] sample) {
      double[] key = new double[places.length];
      if (category) {
        double[] sums = new double[Domain.Choice.MOST];
        int[] counts = new int[sums.length];
        for (int i : sample) {
          sums[(int) places[i][feature]] += values[i];
          counts[(int) places[i][feature]]++;
        }
        for (int i : sample) {
          key[i] = sums[(int) places[i][feature]] / counts[(int) places[i][feature]];
        }
      } else {
        for (int i : sample) {
          key[i] = places[i][feature];
        }
      }
      int[] order =
          Arrays.stream(sample)
              .boxed()
              .sorted(
                  Comparator.comparingDouble((Integer i) -> key[i])
                      .thenComparingDouble(i -> places[i][feature])
                      .thenComparingInt(i -> i))
              .mapToInt(i -> i)
              .toArray();
      double total = Arrays.stream(order).mapToDouble(i -> values[i]).sum();
      double left = 0;
      Split best = null;
      for (int i = 1; i < order.length; i++) {
        left += values[order[i - 1]];
        if (places[order[i]][feature] != places[order[i - 1]][feature]) {
          double right = total - left;
          double gain =
              left * left / i + right * right / (order.length - i) - total * total / order.length;
          if (gain > 1e-12 && (best == null || gain > best.gain())) {
            best = new Split(feature, order, i, gain);
          }
        }
      }
      return best;
    }
  }
}
