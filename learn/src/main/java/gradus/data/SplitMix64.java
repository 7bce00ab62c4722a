package gradus.data;

/// The SplitMix64 generator: a counter that goes up by a fixed odd step, and a mixing function over
/// it.
///
/// Written out here, and not taken from the JDK, because the order in which samples are seen must
/// never change: a run that is resumed years later has to see the same batches.
///
/// Paper: Steele, Lea and Flood, *Fast Splittable Pseudorandom Number Generators*, OOPSLA 2014.
public final class SplitMix64 {
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private long state;

  /// The stream of a seed and a number within it, such as an epoch: `state = mix(mix(seed) +
  /// number)`.
  public SplitMix64(long seed, long number) {
    this.state = mix(mix(seed + STEP) + number);
  }

  /// The next 64 random bits.
  public long next() {
    state += STEP;
    return mix(state);
  }

  /// A number from 0 (inclusive) to `bound` (exclusive), every one equally likely: the high half of
  /// `next() * bound`, drawn again where the low half falls into the remainder (Lemire 2019).
  public int next(int bound) {
    while (true) {
      long random = next();
      long low = random * bound;
      // The remainder is below the bound, so the slow division is hardly ever needed.
      if (Long.compareUnsigned(low, bound) >= 0
          || Long.compareUnsigned(low, Long.remainderUnsigned(-(long) bound, bound)) >= 0) {
        return (int) Math.unsignedMultiplyHigh(random, bound);
      }
    }
  }

  /// The numbers from 0 to `size - 1` in random order, by Fisher and Yates: for `i` from the last
  /// to 1, swap `i` with one of `0..i`.
  public int[] permutation(int size) {
    var order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    shuffle(order, size);
    return order;
  }

  /// Puts the first `length` numbers into random order.
  void shuffle(int[] numbers, int length) {
    for (int i = length - 1; i > 0; i--) {
      int j = next(i + 1);
      int swapped = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = swapped;
    }
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
