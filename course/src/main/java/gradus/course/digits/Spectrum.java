package gradus.course.digits;

import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.SymmetricEigen;
import gradus.tensor.Tensor;

/// The largest eigenvalues of a symmetric matrix, and their eigenvectors.
///
/// A few vectors are multiplied by the matrix again and again, which turns them towards the
/// eigenvectors of the largest values; in between, the best vectors among all their combinations
/// are taken (Rayleigh and Ritz).
///
/// @param values from the largest on
/// @param vectors `FLOAT64` `[size, values]`, of length 1 each, the entry of largest size positive
record Spectrum(double[] values, Tensor vectors) {
  private static final int MORE = 6;
  private static final int ROUNDS = 2000;
  private static final double CLOSE = 1e-11;

  /// @param matrix symmetric, `FLOAT64`, without negative eigenvalues
  static Spectrum of(Tensor matrix, int count) {
    int size = matrix.size(0);
    int width = Math.min(size, count + MORE);
    Shape shape = Shape.of(size, width);
    Tensor basis = orthonormal(RandomKey.of(1).normal(shape).cast(DType.FLOAT64));
    for (int round = 0; ; round++) {
      Tensor moved = matrix.matmul(basis);
      SymmetricEigen best = SymmetricEigen.of(basis.transpose(1, 0).matmul(moved));
      Tensor rotation = best.vectors();
      basis = basis.matmul(rotation);
      moved = moved.matmul(rotation);
      double[] values = best.values().toDoubles();
      Tensor rest = moved.minus(basis.times(best.values())).slice(1, 0, count);
      boolean close = rest.norm(0).max().item() <= CLOSE * Math.abs(values[0]);
      if (close || round == ROUNDS) {
        double[] first = java.util.Arrays.copyOf(values, count);
        return new Spectrum(first, upright(basis.slice(1, 0, count)));
      }
      basis = orthonormal(moved);
    }
  }

  /// Eigenvectors are what they are either way round; this chooses one.
  static Tensor upright(Tensor vectors) {
    Tensor largest = vectors.abs().argMax(0);
    return vectors.times(vectors.takeAlong(largest.expand(0), 0).sign());
  }

  /// The columns made perpendicular one after the other, twice, which rounding makes necessary.
  static Tensor orthonormal(Tensor columns) {
    int size = columns.size(0);
    int count = columns.size(1);
    double[] all = columns.transpose(1, 0).toDoubles();
    for (int column = 0; column < count; column++) {
      double before = length(all, column, size);
      for (int other = 0; other < 2 * column; other++) {
        int place = other % column;
        double along = product(all, place, column, size);
        for (int i = 0; i < size; i++) {
          all[column * size + i] -= along * all[place * size + i];
        }
      }
      double length = length(all, column, size);
      // What is left of a column that the others contain is rounding, and no direction.
      double factor = length > 1e-12 * before ? 1 / length : 0;
      for (int i = 0; i < size; i++) {
        all[column * size + i] *= factor;
      }
    }
    return Tensor.of(Shape.of(count, size), all).transpose(1, 0);
  }

  private static double length(double[] all, int column, int size) {
    return Math.sqrt(product(all, column, column, size));
  }

  private static double product(double[] all, int one, int other, int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += all[one * size + i] * all[other * size + i];
    }
    return sum;
  }
}
