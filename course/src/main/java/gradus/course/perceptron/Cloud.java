package gradus.course.perceptron;

import java.util.SplittableRandom;

/// Points on two sides of a plane that goes through none of them, each with a last coordinate of 1,
/// so that the plane's distance from the origin is a weight like the others.
///
/// @param x the points
/// @param sides 1 or -1 for each
/// @param radius the length of the longest point
/// @param margin how far the nearest point is from the plane that they were drawn about
record Cloud(double[][] x, int[] sides, double radius, double margin) {

  /// Points drawn evenly from the cube between -1 and 1, but for those that lie too near to a plane
  /// that is drawn first.
  ///
  /// @param dimensions of the cube
  /// @param least the margin that all of them keep
  static Cloud of(int dimensions, int size, double least, SplittableRandom random) {
    double[] plane = new double[dimensions + 1];
    double length = 0;
    for (int i = 0; i < dimensions; i++) {
      plane[i] = random.nextGaussian();
      length += plane[i] * plane[i];
    }
    // Near enough to the middle that both sides have room.
    plane[dimensions] = random.nextDouble(-0.3, 0.3) * Math.sqrt(length);
    length = Math.sqrt(length + plane[dimensions] * plane[dimensions]);
    double[][] x = new double[size][];
    int[] sides = new int[size];
    double radius = 0;
    double margin = Double.POSITIVE_INFINITY;
    int found = 0;
    while (found < size) {
      double[] point = new double[dimensions + 1];
      for (int i = 0; i < dimensions; i++) {
        point[i] = random.nextDouble(-1, 1);
      }
      point[dimensions] = 1;
      double distance = dot(plane, point) / length;
      if (Math.abs(distance) >= least) {
        x[found] = point;
        sides[found] = distance > 0 ? 1 : -1;
        radius = Math.max(radius, Math.sqrt(dot(point, point)));
        margin = Math.min(margin, Math.abs(distance));
        found++;
      }
    }
    return new Cloud(x, sides, radius, margin);
  }

  /// The same points, of which a share changed sides, so that no plane parts them any more.
  Cloud withFlipped(double share, SplittableRandom random) {
    int[] some = sides.clone();
    for (int i = 0; i < some.length; i++) {
      some[i] = random.nextDouble() < share ? -some[i] : some[i];
    }
    return new Cloud(x, some, radius, margin);
  }

  int size() {
    return sides.length;
  }

  /// The most mistakes that the rule can make: `(radius / margin)²`.
  ///
  /// Paper: Novikoff, *On convergence proofs on perceptrons*, 1962.
  double bound() {
    return radius * radius / (margin * margin);
  }

  static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
