import java.util.List;

/// Non-maximum suppression.
class Suppress {
  static List<Integer> keep(double[] scores, double[][] overlaps, double threshold) {
    throw new UnsupportedOperationException("write me");
  }
}
