package gradus.course.limits;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// What there is to know of samples that one neuron is to tell apart: weights that do it, or a
/// proof that none do. One of the two there always is, and never both (Gordan, 1873).
///
/// Samples are given signed: a sample's features where the answer is to be 1, and their opposites
/// where it is to be 0. So weights do it where their sum over each of them is above 0.
public sealed interface Separation {
  /// Whether it is what it says, by whole numbers alone.
  ///
  /// @param signed the samples that it is about
  boolean holds(List<int[]> signed);

  /// Whole weights that tell the samples apart.
  ///
  /// @param weights one for each feature
  record Weights(List<BigInteger> weights) implements Separation {
    /// Copies the list.
    public Weights {
      weights = List.copyOf(weights);
    }

    @Override
    public boolean holds(List<int[]> signed) {
      return signed.stream().allMatch(sample -> sum(sample).signum() > 0);
    }

    private BigInteger sum(int... sample) {
      BigInteger sum = BigInteger.ZERO;
      for (int i = 0; i < sample.length; i++) {
        sum = sum.add(weights.get(i).multiply(BigInteger.valueOf(sample[i])));
      }
      return sum;
    }
  }

  /// A proof that no weights tell the samples apart: how often to take each so that together they
  /// are 0. Whatever the weights, they would have to add up to more than 0.
  ///
  /// @param multipliers one for each sample: whole, not below 0, and not all 0
  record Certificate(List<BigInteger> multipliers) implements Separation {
    /// Copies the list.
    public Certificate {
      multipliers = List.copyOf(multipliers);
    }

    @Override
    public boolean holds(List<int[]> signed) {
      boolean some = multipliers.stream().anyMatch(one -> one.signum() > 0);
      return some
          && multipliers.size() == signed.size()
          && multipliers.stream().noneMatch(one -> one.signum() < 0)
          && isZero(multipliers, signed);
    }

    /// How many samples it takes.
    public int taken() {
      return (int) multipliers.stream().filter(one -> one.signum() > 0).count();
    }
  }

  /// Whether samples, each so many times, add up to 0 in every feature.
  private static boolean isZero(List<BigInteger> multipliers, List<int[]> signed) {
    for (int feature = 0; feature < signed.getFirst().length; feature++) {
      BigInteger sum = BigInteger.ZERO;
      for (int i = 0; i < signed.size(); i++) {
        sum = sum.add(multipliers.get(i).multiply(BigInteger.valueOf(signed.get(i)[feature])));
      }
      if (sum.signum() != 0) {
        return false;
      }
    }
    return true;
  }

  /// Finds it, exactly.
  ///
  /// @param signed at least one sample, all with as many features
  static Separation of(List<int[]> signed) {
    Simplex simplex = new Simplex(signed);
    simplex.solve();
    return simplex.isFeasible()
        ? new Certificate(lowest(simplex.solution()))
        : new Weights(lowest(simplex.dual()));
  }

  /// The same numbers without a common divisor.
  private static List<BigInteger> lowest(List<BigInteger> numbers) {
    BigInteger divisor = numbers.stream().reduce(BigInteger.ZERO, BigInteger::gcd);
    List<BigInteger> lowest = new ArrayList<>();
    for (BigInteger number : numbers) {
      lowest.add(divisor.signum() == 0 ? number : number.divide(divisor));
    }
    return lowest;
  }
}
