/// Attention of one query.
class AttentionHead {
  /// How much each key gets.
  static double[] weights(double[] query, double[][] keys) {
    throw new UnsupportedOperationException("write me");
  }

  /// The weighted mean of the values.
  static double[] attend(double[] query, double[][] keys, double[][] values) {
    throw new UnsupportedOperationException("write me");
  }
}
