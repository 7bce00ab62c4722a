package gradus.course.digits;

import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/// How much points are neighbours of each other, as probabilities of pairs.
///
/// Each point has a bell of a width of its own, so wide that it has as many neighbours as the
/// perplexity says: `2^H`, where `H` is the entropy of its row in bits.
final class Affinities {
  private static final int HALVINGS = 200;
  private static final double CLOSE = 1e-12;

  private Affinities() {}

  /// The squared distance of each two points, `[points, points]`.
  static Tensor squaredDistances(Tensor points) {
    Tensor all = points.cast(DType.FLOAT64);
    Tensor squares = all.square().sumKeeping(1);
    Tensor products = all.matmulTransposed(all).times(2);
    return squares.plus(squares.transpose(1, 0)).minus(products).maximum(0);
  }

  /// The probability of each pair, `[points, points]`: symmetric, with a sum of 1.
  static Tensor of(Tensor points, double perplexity) {
    int size = points.size(0);
    double[] distances = squaredDistances(points).toDoubles();
    double[] rows = new double[size * size];
    for (int i = 0; i < size; i++) {
      double[] row =
          row(java.util.Arrays.copyOfRange(distances, i * size, (i + 1) * size), i, perplexity);
      System.arraycopy(row, 0, rows, i * size, size);
    }
    Tensor all = Tensor.of(Shape.of(size, size), rows);
    return all.plus(all.transpose(1, 0)).dividedBy(2.0 * size);
  }

  /// The probability that a point takes each other one for its neighbour.
  ///
  /// @param distances squared, to all points
  /// @param self which of them is the point itself
  static double[] row(double[] distances, int self, double perplexity) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < distances.length; i++) {
      nearest = i == self ? nearest : Math.min(nearest, distances[i]);
    }
    double wanted = Math.log(perplexity);
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double narrowness = 1;
    for (int step = 0; ; step++) {
      double[] row = new double[distances.length];
      double sum = 0;
      double moment = 0;
      for (int i = 0; i < row.length; i++) {
        if (i != self) {
          double further = distances[i] - nearest;
          row[i] = Math.exp(-narrowness * further);
          sum += row[i];
          moment += row[i] * further;
        }
      }
      double entropy = Math.log(sum) + narrowness * moment / sum;
      if (Math.abs(entropy - wanted) < CLOSE || step == HALVINGS) {
        for (int i = 0; i < row.length; i++) {
          row[i] /= sum;
        }
        return row;
      }
      if (entropy > wanted) {
        low = narrowness;
        narrowness = high == Double.POSITIVE_INFINITY ? 2 * narrowness : (low + high) / 2;
      } else {
        high = narrowness;
        narrowness = (low + high) / 2;
      }
    }
  }
}
