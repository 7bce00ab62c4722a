package gradus.examples;

import module gradus.tensor;

import java.util.List;

/// What tensors do: shapes, slices, broadcasting, products and gradients.
public final class TensorBasics {
  /// Each column with mean 0 and standard deviation 1: `[rows, columns]` and `[columns]` broadcast.
  static Tensor standardized(Tensor table) {
    return table.minus(table.mean(0)).dividedBy(table.standardDeviation(0));
  }

  /// How far each of `n` points is from each of `m` others, `[n, m]`, without a loop: a new axis in
  /// each makes `[n, 1, 2]` and `[1, m, 2]` of them, which broadcast.
  static Tensor distances(Tensor points, Tensor others) {
    return points.expand(1).minus(others.expand(0)).norm(2);
  }

  /// The weights `[k]` for which `x w` is nearest to `y`, by going downhill: `x` is `[n, k]`.
  static Tensor fit(Tensor x, Tensor y, int steps) {
    Tensor w = Tensor.zeros(x.size(1)).tracked();
    for (int step = 0; step < steps; step++) {
      Tensor loss = x.matmul(w).minus(y).square().mean();
      Tensor slope = loss.gradients(List.of(w)).getFirst();
      w = w.minus(slope.times(0.1)).detach().tracked();
    }
    return w.detach();
  }

  static void main() {
    Tensor table = Tensor.of(new float[][] {{1, 10}, {2, 20}, {3, 60}});
    IO.println("a table          " + table.signature());
    IO.println("its second row   " + table.select(0, 1));
    IO.println("two rows         " + table.slice(0, 1, 3));
    IO.println("above 15         " + table.greater(15));
    IO.println("transposed       " + table.transpose());
    IO.println("times itself     " + table.transpose().matmul(table));
    IO.println("standardized     " + standardized(table));
    IO.println("distances        " + distances(table, table));

    Tensor x = RandomKey.of(42).normal(Shape.of(100, 2));
    Tensor y = x.matmul(Tensor.of(3, -2));
    IO.println("3 and -2 again   " + fit(x, y, 100));
  }
}
