package gradus.course.gan;

import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// How made points lie about the centres of a mixture.
///
/// @param near the share of points within three standard deviations of some centre
/// @param shares the share of all points near each centre
record Coverage(double near, List<Double> shares) {
  /// The share of points that must lie near some centre.
  static final double MOST = 0.8;

  /// What part of its fair share a centre must have to count as found: of eight, 5 % of all points.
  private static final double PART = 0.4;

  Coverage {
    shares = List.copyOf(shares);
  }

  /// @param points `[n, dimensions]`
  static Coverage of(Tensor points, Mixture mixture) {
    float[] all = points.toFloats();
    int size = points.size(0);
    int[] counts = new int[mixture.size()];
    for (int i = 0; i < size; i++) {
      for (int centre = 0; centre < counts.length; centre++) {
        counts[centre] += mixture.distance(centre, all, i) <= 3 ? 1 : 0;
      }
    }
    List<Double> shares = new ArrayList<>();
    double near = 0;
    for (int count : counts) {
      shares.add((double) count / size);
      near += (double) count / size;
    }
    return new Coverage(near, shares);
  }

  /// How many centres have at least two fifths of their fair share.
  int found() {
    return (int) shares.stream().filter(share -> share >= PART / shares.size()).count();
  }

  /// The smallest share of a centre.
  double least() {
    return shares.stream().mapToDouble(Double::doubleValue).min().orElse(0);
  }

  /// Whether all centres were found, and nearly all points lie near one.
  boolean isComplete() {
    return near >= MOST && found() == shares.size();
  }
}
