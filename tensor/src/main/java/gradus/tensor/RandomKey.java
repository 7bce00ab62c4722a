package gradus.tensor;

import gradus.tensor.Op.Distribution;
import java.util.ArrayList;
import java.util.List;

/// The key of a sequence of random numbers that needs no state: the same key always gives the same
/// numbers, whatever the machine and however many threads.
///
/// Numbers come from Philox 4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as
/// easy as 1, 2, 3", 2011). Independent sequences come from [#fold] and [#split], not from using
/// one key twice.
///
/// @param seed what a user chooses
/// @param step a counter within the seed, for example the training step
public record RandomKey(long seed, long step) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /// What sets the keys of [#split] apart from those of [#fold]: the fraction of the square root of
  /// 2.
  private static final long SPLIT = 0x6A09E667F3BCC908L;

  /// The key of a seed.
  public static RandomKey of(long seed) {
    return new RandomKey(seed, 0);
  }

  /// The key of the same seed at another step.
  public RandomKey at(long step) {
    return new RandomKey(seed, step);
  }

  /// A key whose numbers are independent of this key's and of those of any other `data`.
  public RandomKey fold(long data) {
    return new RandomKey(mix(mix(mix(seed + GOLDEN) + step + GOLDEN) + data + GOLDEN), 0);
  }

  /// `count` keys that are independent of each other, of this one and of those that [#fold] gives.
  ///
  /// @throws TensorException where `count` is negative
  public List<RandomKey> split(int count) {
    if (count < 0) {
      throw new TensorException("split: the number of keys must not be negative, got %s", count);
    }
    RandomKey parent = fold(SPLIT);
    var keys = new ArrayList<RandomKey>();
    for (int i = 0; i < count; i++) {
      keys.add(parent.fold(i));
    }
    return List.copyOf(keys);
  }

  /// The key as the operand of [Op.Random]: `INT32[4]`.
  public Tensor toTensor() {
    return Tensor.ofInts((int) seed, (int) (seed >>> 32), (int) step, (int) (step >>> 32));
  }

  /// Floats that are uniform on [0, 1).
  public Tensor uniform(Shape shape) {
    return random(Distribution.UNIFORM, shape);
  }

  /// Floats that are uniform on [low, high); all are `low` where the two are the same.
  ///
  /// @throws TensorException where `low > high`, or one is not finite
  public Tensor uniform(Shape shape, double low, double high) {
    if (!(low <= high) || !Float.isFinite((float) (Math.abs(low) + Math.abs(high)))) {
      throw new TensorException(
          "uniform: needs finite limits, the lower one first, got %s and %s", low, high);
    }
    Tensor scaled = uniform(shape).times(high - low).plus(low);
    // A sum just below the upper limit may have been rounded up to it.
    float most = Math.max((float) low, Math.nextDown((float) high));
    return scaled.minimum(most);
  }

  /// Floats with mean 0 and variance 1, normally distributed.
  public Tensor normal(Shape shape) {
    return random(Distribution.NORMAL, shape);
  }

  private Tensor random(Distribution distribution, Shape shape) {
    return Tensor.apply(new Op.Random(distribution, shape, 0), toTensor());
  }

  /// The finalizer of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
  /// generators", 2014).
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
