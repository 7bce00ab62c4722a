package gradus.search;

import gradus.data.SplitMix64;

/// A sampler that spreads trials more evenly than chance: Halton's sequence, its digits shuffled by
/// a seed.
///
/// Number `n` is written in the base of the parameter's prime, each digit is replaced by a random
/// permutation of its place, and the digits are mirrored at the point: in base 3, `n = 5 = 12`
/// becomes `0.21` with the identity as permutation. Any stretch of the sequence covers every
/// parameter, and pairs of parameters, evenly; there is no number of trials to fix beforehand.
///
/// Papers: Halton, "On the efficiency of certain quasi-random sequences of points", 1960; Owen, "A
/// randomized Halton algorithm in R", 2017.
///
/// @param seed decides the permutations
public record QuasiRandom(long seed) implements Sampler {
  private static final double FINEST = 0x1p-40;

  /// A quasi-random search.
  public static QuasiRandom of(long seed) {
    return new QuasiRandom(seed);
  }

  @Override
  public Configuration suggest(Trials trials, int id) {
    Coordinates coordinates = new Coordinates(trials.space());
    return coordinates.configuration(point(coordinates, seed, id - 1L));
  }

  static double[] point(Coordinates coordinates, long seed, long n) {
    int[] primes = primes(coordinates.size());
    return coordinates.point(i -> coordinates.get(i).at(number(primes[i], seed, n)));
  }

  /// The number of a place in the sequence of a base, from 0 to 1.
  static double number(int base, long seed, long n) {
    double result = 0;
    double unit = 1;
    long left = n;
    for (int place = 0; unit > FINEST; place++) {
      unit /= base;
      int[] shuffled = new SplitMix64(seed * 31 + base, place).permutation(base);
      result += unit * shuffled[(int) (left % base)];
      left /= base;
    }
    return Math.min(result, Math.nextDown(1.0));
  }

  private static int[] primes(int count) {
    int[] primes = new int[count];
    int found = 0;
    for (int n = 2; found < count; n++) {
      boolean prime = true;
      for (int i = 0; i < found && primes[i] * primes[i] <= n && prime; i++) {
        prime = n % primes[i] != 0;
      }
      if (prime) {
        primes[found++] = n;
      }
    }
    return primes;
  }
}
