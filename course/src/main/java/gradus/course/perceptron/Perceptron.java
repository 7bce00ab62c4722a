package gradus.course.perceptron;

/// Rosenblatt's perceptron, and the mean of all weights that it had.
///
/// The rule: where `side · (w · x)` is above 0, nothing happens; else `w += side · x`, which is a
/// mistake.
///
/// Papers: Rosenblatt, *The perceptron: a probabilistic model for information storage and
/// organization in the brain*, 1958; for the mean, Freund and Schapire, *Large margin
/// classification using the perceptron algorithm*, 1999.
final class Perceptron {
  private final double[] weights;
  private final double[] sums;
  private long seen;
  private long mistakes;

  /// @param inputs how many, with the one that is always 1
  Perceptron(int inputs) {
    weights = new double[inputs];
    sums = new double[inputs];
  }

  /// Learns from a point.
  ///
  /// @return whether it was a mistake
  boolean learn(double[] x, int side) {
    boolean mistake = side * Cloud.dot(weights, x) <= 0;
    if (mistake) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] += side * x[i];
      }
      mistakes++;
    }
    seen++;
    for (int i = 0; i < weights.length; i++) {
      sums[i] += weights[i];
    }
    return mistake;
  }

  /// Learns from all points of a cloud, in their order.
  ///
  /// @return how many were mistakes
  int learn(Cloud cloud) {
    int wrong = 0;
    for (int i = 0; i < cloud.size(); i++) {
      wrong += learn(cloud.x()[i], cloud.sides()[i]) ? 1 : 0;
    }
    return wrong;
  }

  /// How many mistakes it made while it learned.
  long mistakes() {
    return mistakes;
  }

  /// The weights now.
  double[] weights() {
    return weights.clone();
  }

  /// The mean of the weights after each point.
  double[] average() {
    double[] mean = sums.clone();
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= Math.max(1, seen);
    }
    return mean;
  }

  /// How many points of a cloud lie on the wrong side of a plane.
  static int wrong(double[] plane, Cloud cloud) {
    int wrong = 0;
    for (int i = 0; i < cloud.size(); i++) {
      wrong += cloud.sides()[i] * Cloud.dot(plane, cloud.x()[i]) > 0 ? 0 : 1;
    }
    return wrong;
  }
}
