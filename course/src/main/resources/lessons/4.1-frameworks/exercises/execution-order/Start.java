import java.util.ArrayList;
import java.util.List;

/// The order in which operations of a graph run.
class ExecutionOrder {
  static List<Integer> order(int[][] needs) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < needs.length; i++) {
      order.add(i);
    }
    return order;
  }

  /// The first operation that has not run and could; -1 if there is none.
  private static int next(int[][] needs, List<Integer> done) {
    return -1;
  }
}
