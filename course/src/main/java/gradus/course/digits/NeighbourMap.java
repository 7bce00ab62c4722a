package gradus.course.digits;

import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/// Points that are moved about in the plane until neighbours are who they should be: t-SNE, with
/// exact gradients.
///
/// Van der Maaten and Hinton, "Visualizing data using t-SNE", JMLR 2008. The rate follows the
/// number of points and the exaggeration (Belkina and others, 2019): what pulls the points grows
/// with the exaggeration, and at a larger rate they swing from side to side.
final class NeighbourMap {
  private static final double LEAST = 1e-300;
  private static final double LEAST_GAIN = 0.01;

  private final Tensor wanted;
  private final double exaggeration;
  private final int early;
  private final double[] places;
  private final double[] speeds;
  private final double[] gains;
  private int steps;

  /// @param wanted the probability of each pair
  /// @param exaggeration by how much the wanted probabilities are too large at first, which lets
  ///   clusters form
  /// @param early for how many steps
  NeighbourMap(Tensor wanted, double exaggeration, int early, long seed) {
    int size = wanted.size(0);
    this.wanted = wanted;
    this.exaggeration = exaggeration;
    this.early = early;
    places =
        RandomKey.of(seed).normal(Shape.of(size, 2)).cast(DType.FLOAT64).times(1e-4).toDoubles();
    speeds = new double[2 * size];
    gains = new double[2 * size];
    java.util.Arrays.fill(gains, 1);
  }

  /// Where the points are, `[points, 2]`.
  Tensor places() {
    return Tensor.of(Shape.of(wanted.size(0), 2), places.clone());
  }

  /// How far the neighbours in the plane are from those that they should be.
  double loss() {
    return loss(wanted, places()).item();
  }

  /// Moves all points once.
  void step() {
    boolean exaggerated = steps < early;
    double factor = exaggerated ? exaggeration : 1;
    double[] slopes = gradient(wanted.times(factor), places()).toDoubles();
    double momentum = exaggerated ? 0.5 : 0.8;
    double rate = wanted.size(0) / (4 * factor);
    for (int i = 0; i < places.length; i++) {
      boolean onward = slopes[i] * speeds[i] < 0;
      gains[i] = Math.max(LEAST_GAIN, onward ? gains[i] + 0.2 : gains[i] * 0.8);
      speeds[i] = momentum * speeds[i] - rate * gains[i] * slopes[i];
      places[i] += speeds[i];
    }
    steps++;
  }

  /// `sum p log(p / q)`, where `q` is Student's: 1 / (1 + distance^2), as a share of all pairs.
  static Tensor loss(Tensor wanted, Tensor places) {
    Tensor near = nearness(places);
    Tensor given = near.dividedBy(near.sum());
    Tensor ratio = wanted.maximum(LEAST).dividedBy(given.maximum(LEAST));
    return wanted.times(ratio.log()).sum();
  }

  /// `4 sum_j (p_ij - q_ij) (y_i - y_j) / (1 + |y_i - y_j|^2)`.
  static Tensor gradient(Tensor wanted, Tensor places) {
    Tensor near = nearness(places);
    Tensor pull = wanted.minus(near.dividedBy(near.sum())).times(near);
    return places.times(pull.sumKeeping(1)).minus(pull.matmul(places)).times(4);
  }

  private static Tensor nearness(Tensor places) {
    int size = places.size(0);
    Tensor others = Tensor.eye(size).cast(DType.FLOAT64).subtractedFrom(1);
    return Affinities.squaredDistances(places).plus(1).reciprocal().times(others);
  }
}
