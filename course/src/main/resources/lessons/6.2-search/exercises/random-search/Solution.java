import java.util.Random;
import java.util.function.DoubleBinaryOperator;

/// Random search over two settings.
class RandomSearch {
  /// The best trial: rate, momentum, loss.
  static double[] search(DoubleBinaryOperator loss, int trials, Random random) {
    double[] best = {0, 0, Double.POSITIVE_INFINITY};
    for (int i = 0; i < trials; i++) {
      double rate = Math.pow(10, -4 + 4 * random.nextDouble());
      double momentum = 0.99 * random.nextDouble();
      double value = loss.applyAsDouble(rate, momentum);
      if (value < best[2]) {
        best = new double[] {rate, momentum, value};
      }
    }
    return best;
  }
}
