package gradus.course.gan;

import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/// Points around several centres, as many and as far apart around each: what a generator is to make
/// more of.
final class Mixture {
  /// Eight on a circle of radius 2.
  static final Mixture RING = new Mixture("ring", 0.1, ring());

  /// Twenty-five on a square lattice.
  static final Mixture GRID = new Mixture("grid", 0.1, grid());

  /// Two on a line.
  static final Mixture PAIR = new Mixture("pair", 0.5, new double[][] {{-1.5}, {1.5}});

  private final String name;
  private final double deviation;
  private final double[][] centres;

  private Mixture(String name, double deviation, double[][] centres) {
    this.name = name;
    this.deviation = deviation;
    this.centres = centres;
  }

  private static double[][] ring() {
    double[][] all = new double[8][];
    for (int i = 0; i < all.length; i++) {
      all[i] = new double[] {2 * Math.cos(i * Math.PI / 4), 2 * Math.sin(i * Math.PI / 4)};
    }
    return all;
  }

  private static double[][] grid() {
    double[][] all = new double[25][];
    for (int i = 0; i < all.length; i++) {
      all[i] = new double[] {i % 5 - 2, Math.floorDiv(i, 5) - 2};
    }
    return all;
  }

  /// What batches of it are called.
  String name() {
    return name;
  }

  /// How many centres there are.
  int size() {
    return centres.length;
  }

  /// How many numbers a point has.
  int dimensions() {
    return centres[0].length;
  }

  /// How far a point is from a centre, in standard deviations.
  ///
  /// @param points several, one after the other
  double distance(int centre, float[] points, int index) {
    double square = 0;
    for (int i = 0; i < dimensions(); i++) {
      double apart = points[index * dimensions() + i] - centres[centre][i];
      square += apart * apart;
    }
    return Math.sqrt(square) / deviation;
  }

  /// Points at random, `[count, dimensions]`.
  Tensor draw(RandomKey key, int count) {
    float[] all = new float[centres.length * dimensions()];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) centres[i / dimensions()][i % dimensions()];
    }
    Tensor which = key.fold(0).uniform(Shape.of(count)).times(centres.length).floor();
    Tensor places = Tensor.of(Shape.of(centres.length, dimensions()), all);
    Tensor noise = key.fold(1).normal(Shape.of(count, dimensions()));
    return places.take(which.cast(DType.INT32), 0).plus(noise.times(deviation));
  }

  /// How densely points lie at a place on the line.
  double density(double x) {
    double sum = 0;
    for (double[] centre : centres) {
      sum += normal(x, centre[0], deviation);
    }
    return sum / centres.length;
  }

  /// The density of a normal distribution.
  static double normal(double x, double mean, double deviation) {
    double z = (x - mean) / deviation;
    return Math.exp(-z * z / 2) / (deviation * Math.sqrt(2 * Math.PI));
  }
}
