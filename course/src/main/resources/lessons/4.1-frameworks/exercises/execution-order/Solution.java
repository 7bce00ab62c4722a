import java.util.ArrayList;
import java.util.List;

/// The order in which operations of a graph run.
class ExecutionOrder {
  static List<Integer> order(int[][] needs) {
    List<Integer> order = new ArrayList<>();
    while (order.size() < needs.length) {
      int next = next(needs, order);
      if (next < 0) {
        throw new IllegalArgumentException("a circle");
      }
      order.add(next);
    }
    return order;
  }

  /// The first operation that has not run and could; -1 if there is none.
  private static int next(int[][] needs, List<Integer> done) {
    for (int i = 0; i < needs.length; i++) {
      boolean ready = !done.contains(i);
      for (int input : needs[i]) {
        ready &= done.contains(input);
      }
      if (ready) {
        return i;
      }
    }
    return -1;
  }
}
