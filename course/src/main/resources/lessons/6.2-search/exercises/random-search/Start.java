import java.util.Random;
import java.util.function.DoubleBinaryOperator;

/// Random search over two settings.
class RandomSearch {
  /// The best trial: rate, momentum, loss.
  static double[] search(DoubleBinaryOperator loss, int trials, Random random) {
    throw new UnsupportedOperationException("write me");
  }
}
