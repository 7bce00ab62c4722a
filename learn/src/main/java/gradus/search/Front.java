package gradus.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The order of results with several costs, as in NSGA-II: by rank, then by crowding.
///
/// Rank 0 are those that no other dominates, rank 1 those that only rank 0 dominates, and so on.
/// Within a rank come first those with most room around them: the sum over all costs of the
/// distance between both neighbours, as a part of the whole range; the ends have infinite room.
///
/// Paper: Deb, Pratap, Agarwal and Meyarivan, "A fast and elitist multiobjective genetic algorithm:
/// NSGA-II", 2002.
final class Front {
  private Front() {}

  /// Whether one is nowhere worse than another, and somewhere better.
  static boolean dominates(double[] one, double[] other) {
    boolean better = false;
    for (int i = 0; i < one.length; i++) {
      if (one[i] > other[i]) {
        return false;
      }
      better |= one[i] < other[i];
    }
    return better;
  }

  /// The indices of the results, best first.
  static List<Integer> order(List<double[]> costs) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < costs.size(); i++) {
      left.add(i);
    }
    List<Integer> order = new ArrayList<>();
    while (!left.isEmpty()) {
      List<Integer> candidates = left;
      List<Integer> front =
          left.stream()
              .filter(
                  i -> candidates.stream().noneMatch(j -> dominates(costs.get(j), costs.get(i))))
              .toList();
      double[] room = room(front, costs);
      front.stream()
          .sorted(Comparator.comparingDouble((Integer i) -> -room[i]).thenComparingInt(i -> i))
          .forEach(order::add);
      left = left.stream().filter(i -> !front.contains(i)).toList();
    }
    return order;
  }

  private static double[] room(List<Integer> front, List<double[]> costs) {
    double[] room = new double[costs.size()];
    for (int cost = 0; cost < costs.getFirst().length; cost++) {
      int at = cost;
      Integer[] sorted = front.toArray(Integer[]::new);
      Arrays.sort(sorted, Comparator.comparingDouble(i -> costs.get(i)[at]));
      double range = costs.get(sorted[sorted.length - 1])[at] - costs.get(sorted[0])[at];
      room[sorted[0]] = Double.POSITIVE_INFINITY;
      room[sorted[sorted.length - 1]] = Double.POSITIVE_INFINITY;
      for (int i = 1; i < sorted.length - 1; i++) {
        double gap = costs.get(sorted[i + 1])[at] - costs.get(sorted[i - 1])[at];
        room[sorted[i]] += range > 0 ? gap / range : 0;
      }
    }
    return room;
  }
}
