package gradus.augment;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;

/// Random numbers one by one, from a key. One key serves for 32 numbers, drawn at once.
final class Draws {
  private static final int MOST = 32;

  private final RandomKey key;
  private final float[] uniform;
  private int next;

  Draws(RandomKey key) {
    this.key = key;
    uniform = key.uniform(Shape.of(MOST)).toFloats();
  }

  /// A number from 0 to 1, without 1.
  double uniform() {
    return uniform[next++];
  }

  /// A number from `low` to `high`.
  double uniform(double low, double high) {
    return low + uniform() * (high - low);
  }

  /// A whole number from 0 to `bound`, without `bound`.
  int below(int bound) {
    return (int) (uniform() * bound);
  }

  /// Numbers that are normally distributed with mean 0 and variance 1.
  float[] normal(int count) {
    return key.fold(next).normal(Shape.of(count)).toFloats();
  }

  /// The numbers from 0 to `count`, without `count`, in a random order (Fisher and Yates).
  int[] order(int count) {
    float[] draws = key.fold(MOST + next).uniform(Shape.of(count)).toFloats();
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int other = (int) (draws[i] * (i + 1));
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }
}
