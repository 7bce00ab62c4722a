package gradus.course.digits;

import gradus.tensor.Tensor;

/// Who lies next to whom.
final class Neighbourhood {
  private Neighbourhood() {}

  /// The share of points whose nearest other point has the same label; of several as near as each
  /// other, the first counts.
  static double sameLabel(Tensor points, int[] labels) {
    double[] distances = Affinities.squaredDistances(points).toDoubles();
    int size = labels.length;
    int same = 0;
    for (int i = 0; i < size; i++) {
      int nearest = -1;
      for (int j = 0; j < size; j++) {
        if (j != i && (nearest < 0 || distances[i * size + j] < distances[i * size + nearest])) {
          nearest = j;
        }
      }
      same += labels[nearest] == labels[i] ? 1 : 0;
    }
    return (double) same / size;
  }
}
