package gradus.train;

import java.util.OptionalDouble;

/// The loss of several batches together, in progress.
///
/// @param sum the sum of losses, each multiplied by its denominator where it has one
/// @param denominator the sum of denominators; 0 where losses are sums
record Total(double sum, double denominator) {
  static final Total NOTHING = new Total(0, 0);

  /// With one more batch.
  ///
  /// @param weight empty where losses are sums
  Total plus(double loss, OptionalDouble weight) {
    return weight.isPresent()
        ? plus(loss, weight.getAsDouble())
        : new Total(sum + loss, denominator);
  }

  /// With one more batch whose loss is a mean.
  Total plus(double loss, double weight) {
    return new Total(sum + loss * weight, denominator + weight);
  }

  /// The loss of all batches; not-a-number before the first.
  double value(int batches) {
    return batches == 0 ? Double.NaN : denominator == 0 ? sum : sum / denominator;
  }
}
