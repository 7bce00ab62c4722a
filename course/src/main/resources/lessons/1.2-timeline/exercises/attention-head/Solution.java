/// Attention of one query.
class AttentionHead {
  /// How much each key gets.
  static double[] weights(double[] query, double[][] keys) {
    double[] scores = new double[keys.length];
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < keys.length; i++) {
      for (int j = 0; j < query.length; j++) {
        scores[i] += query[j] * keys[i][j] / Math.sqrt(query.length);
      }
      largest = Math.max(largest, scores[i]);
    }
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.exp(scores[i] - largest);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
    return scores;
  }

  /// The weighted mean of the values.
  static double[] attend(double[] query, double[][] keys, double[][] values) {
    double[] weights = weights(query, keys);
    double[] mean = new double[values[0].length];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += weights[i] * values[i][j];
      }
    }
    return mean;
  }
}
