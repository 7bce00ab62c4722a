import java.util.ArrayList;
import java.util.List;

/// Non-maximum suppression.
class Suppress {
  static List<Integer> keep(double[] scores, double[][] overlaps, double threshold) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      left.add(i);
    }
    List<Integer> kept = new ArrayList<>();
    while (!left.isEmpty()) {
      int best = left.getFirst();
      for (int i : left) {
        best = scores[i] > scores[best] ? i : best;
      }
      kept.add(best);
      int chosen = best;
      left.removeIf(i -> i == chosen || overlaps[i][chosen] > threshold);
    }
    return kept;
  }
}
