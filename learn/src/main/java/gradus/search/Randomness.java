package gradus.search;

import gradus.data.SplitMix64;

/// The random numbers of one trial: a function of seed and trial alone, so that a study that goes
/// on after an interruption tries what it would have tried.
final class Randomness {
  private final SplitMix64 bits;

  Randomness(long seed, long trial) {
    bits = new SplitMix64(seed, trial);
  }

  /// From 0, inclusive, to 1, exclusive.
  double uniform() {
    return (bits.next() >>> 11) * 0x1p-53;
  }

  /// From 0 to `bound`, exclusive.
  int below(int bound) {
    return bits.next(bound);
  }

  /// A standard normal number, by Box and Muller (1958).
  double normal() {
    double radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    return radius * Math.cos(2 * Math.PI * uniform());
  }

  /// An index, each as likely as its weight says.
  int weighted(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double left = uniform() * sum;
    for (int i = 0; i < weights.length; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}
