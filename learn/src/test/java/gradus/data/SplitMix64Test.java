package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

class SplitMix64Test {
  /// Worked out with an independent implementation in Python. If these change, runs that are
  /// resumed see other batches.
  @Test
  void neverChangesItsOrders() {
    assertThat(new SplitMix64(42, 0).permutation(10)).containsExactly(8, 1, 9, 2, 6, 0, 4, 5, 3, 7);
    assertThat(new SplitMix64(42, 1).permutation(10)).containsExactly(6, 9, 3, 4, 8, 7, 2, 0, 1, 5);
    assertThat(new SplitMix64(-1, 7).permutation(10)).containsExactly(9, 6, 7, 4, 8, 1, 2, 3, 5, 0);
  }

  @Test
  void givesEveryNumberOnce() {
    for (int size : new int[] {0, 1, 2, 3, 1000}) {
      var order = new SplitMix64(3, 4).permutation(size);
      Arrays.sort(order);
      for (int i = 0; i < size; i++) {
        assertThat(order[i]).isEqualTo(i);
      }
    }
  }

  @Test
  void givesAllOrdersEquallyOften() {
    var counts = new HashMap<String, Integer>();
    int rounds = 24_000;
    for (int i = 0; i < rounds; i++) {
      counts.merge(Arrays.toString(new SplitMix64(5, i).permutation(4)), 1, Integer::sum);
    }
    assertThat(counts).hasSize(24);
    // Chi-squared with 23 degrees of freedom exceeds 58.6 once in 15,000 times.
    double chiSquared =
        counts.values().stream().mapToDouble(n -> Math.pow(n - 1000.0, 2) / 1000.0).sum();
    assertThat(chiSquared).isLessThan(58.6);
  }

  @Test
  void staysBelowItsBound() {
    var random = new SplitMix64(6, 0);
    for (int bound : new int[] {1, 2, 3, 1 << 30, Integer.MAX_VALUE}) {
      for (int i = 0; i < 1000; i++) {
        assertThat(random.next(bound)).isBetween(0, bound - 1);
      }
    }
  }
}
